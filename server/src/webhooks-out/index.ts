/** Tells integrators what happens, by signed webhooks (docs/webhooks.md). */
export { webhooksOfOpenApi } from './composing.ts';
export { webhookDisabled } from './facts.ts';
export {
  collectFeed,
  followWebhooks,
  runFeed,
  tellOrderPlaced,
  tellOrderState,
  tellTicketReported,
  tellTicketState,
} from './feed.ts';
export { webhookRoutes } from './routes.ts';
export { deliverWebhook } from './sending.ts';
