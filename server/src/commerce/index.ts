export type {
  OrderEventView,
  OrderLineView,
  OrderRow,
  OrderState,
  OrderView,
  ProductView,
  VariantView,
} from './api.ts';
export { ORDER_STATES } from './api.ts';
export type { CatalogueEntry, ProductQuery } from './catalogue.ts';
export {
  catalogueOf,
  categoriesOf,
  findProduct,
  listProducts,
  type Variants,
  variantsOf,
  variantsShared,
} from './catalogue.ts';
export type { OrderRef } from './facts.ts';
export { orderPlaced, orderStateChanged } from './facts.ts';
export { sendOrderNotice } from './notices.ts';
export type { Actor, StateChange } from './order-states.ts';
export { cancelOrder, changeOrderState } from './order-states.ts';
export { findOrder, ordersOf } from './orders.ts';
export { orderRecords } from './person-records.ts';
export type { OrderRequest, PlacedOrder, WantedLine } from './placing.ts';
export { placeOrder } from './placing.ts';
export { publicShopRoutes } from './public-routes.ts';
export { commerceRoutes } from './routes.ts';
export type { ShopParts } from './shop-parts.ts';
export { type TrackingLinks, trackingLinks } from './tracking.ts';
