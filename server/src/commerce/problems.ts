import { Problem } from '../platform/problem.ts';
import type { OrderState } from './api.ts';

export const productNotFound = (id: string) =>
  new Problem('product-not-found', 404, 'There is no such product.', { id });

export const variantNotFound = (variantId: string) =>
  new Problem('variant-not-found', 404, 'This item is not sold (any more). Choose another one.', { variantId });

export const orderNotFound = (number: number) =>
  new Problem('order-not-found', 404, 'There is no such order. Check the number.', { number });

export const outOfStock = (variantId: string, available: number) =>
  new Problem('out-of-stock', 409, 'There is not enough in stock. Order fewer or something else.', {
    variantId,
    available,
  });

export const invalidOrder = (reason: string) => new Problem('invalid-order', 400, `This cannot be ordered: ${reason}.`);

export const orderNotCancellable = (number: number, state: OrderState) =>
  new Problem('order-not-cancellable', 409, 'Only an order that has not left yet can be cancelled.', { number, state });

export const orderStateNotReachable = (number: number, state: OrderState, reachable: readonly OrderState[]) =>
  new Problem('order-state-not-reachable', 409, 'An order only moves forward. Choose one of the reachable states.', {
    number,
    state,
    reachable,
  });
