import type { Action } from './action.ts';
import { answerDraft } from './answer-draft.ts';
import { answerFaq } from './answer-faq.ts';
import { cancelOrder } from './cancel-order.ts';
import { cancellableOrders } from './cancellable-orders.ts';
import { chooseProduct } from './choose-product.ts';
import { contactCard } from './contact-card.ts';
import { deliveryDates } from './delivery-dates.ts';
import { listCategories } from './list-categories.ts';
import { listFaqs } from './list-faqs.ts';
import { listProducts } from './list-products.ts';
import { placeOrder } from './place-order.ts';
import { productionSchedule } from './production-schedule.ts';
import { productionStatus } from './production-status.ts';
import { readCart } from './read-cart.ts';
import { readOrder } from './read-order.ts';
import { recentOrders } from './recent-orders.ts';
import { reportTicket } from './report-ticket.ts';
import { searchProducts } from './search-products.ts';
import { ticketHistory } from './ticket-history.ts';
import { ticketProgress } from './ticket-progress.ts';
import { trackOrder } from './track-order.ts';

/** Everything flows can do, by name. A new action is a file of its own and a line here. */
export const actions: ReadonlyMap<string, Action> = new Map(
  [
    answerDraft,
    answerFaq,
    cancelOrder,
    cancellableOrders,
    chooseProduct,
    contactCard,
    deliveryDates,
    listCategories,
    listFaqs,
    listProducts,
    placeOrder,
    productionSchedule,
    productionStatus,
    readCart,
    readOrder,
    recentOrders,
    reportTicket,
    searchProducts,
    ticketHistory,
    ticketProgress,
    trackOrder,
  ].map((action) => [action.name, action]),
);
