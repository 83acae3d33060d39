/** What keeps a desk running: settings of the business, what came in, what is to be done, what went wrong. */
export { compatibleRoutes } from './compatible-routes.ts';
export { type Operations, operationRoutes } from './routes.ts';
