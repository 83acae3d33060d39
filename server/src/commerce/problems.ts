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

export const priceChanged = (amount: number) =>
  new Problem('price-changed', 409, 'The total is not the one that was agreed on. Ask again with the new one.', {
    amount,
  });

export const invalidOrder = (reason: string) => new Problem('invalid-order', 400, `This cannot be ordered: ${reason}.`);

export const orderNotCancellable = (number: number, state: OrderState) =>
  new Problem('order-not-cancellable', 409, 'Only an order that has not left yet can be cancelled.', { number, state });

export const orderNotChangeable = (number: number, state: OrderState) =>
  new Problem('order-not-changeable', 409, 'Only an order that has not left yet can be changed.', { number, state });

export const orderStateNotReachable = (number: number, state: OrderState, reachable: readonly OrderState[]) =>
  new Problem('order-state-not-reachable', 409, 'An order only moves forward. Choose one of the reachable states.', {
    number,
    state,
    reachable,
  });

export const orderChanged = (number: number, state: OrderState, updatedAt: Date) =>
  new Problem('order-changed', 409, 'Somebody changed this order meanwhile. Look at it again, then decide.', {
    number,
    state,
    updatedAt,
  });

export const productChanged = (updatedAt: Date) =>
  new Problem('product-changed', 409, 'Somebody changed this meanwhile. Look at it again, then change it.', {
    updatedAt,
  });

export const stockChanged = (variantId: string, onHand: number) =>
  new Problem('stock-changed', 409, 'The stock changed while you counted. Look at the new number and count again.', {
    variantId,
    onHand,
  });

export const handleTaken = (handle: string) =>
  new Problem('handle-taken', 409, 'Another product has this name in its address. Choose another handle.', { handle });

export const skuTaken = (sku: string) =>
  new Problem('sku-taken', 409, 'Another item has this SKU. Every item has its own.', { sku });

export const variantSold = (variantId: string) =>
  new Problem('variant-sold', 409, 'This item is in orders and stays for their sake. Count it to 0 instead.', {
    variantId,
  });

export const lastVariant = () =>
  new Problem('last-variant', 409, 'A product has at least one item. Archive the product instead.');

export const optionsNotFitting = (reason: string) =>
  new Problem('options-not-fitting', 422, `The options do not fit: ${reason}.`);

export const notAPicture = () =>
  new Problem('not-a-picture', 422, 'A product shows a JPEG, PNG or WebP picture. Upload one.');

export const fileUnreadable = (reason: string) =>
  new Problem('file-unreadable', 422, `This file cannot be read: ${reason}.`);

export const linkExpired = () =>
  new Problem('link-not-valid', 404, 'This link is not valid, or not any more. Ask the shop for a new one.');

export const tooManyLookups = (retryAfterSeconds: number) =>
  new Problem('too-many-requests', 429, 'Too many requests from your address. Wait a moment.', { retryAfterSeconds });

export const trackedOrderNotFound = () =>
  new Problem('order-not-found', 404, 'There is no order with this number and phone. Check both.');
