export { messageCounting } from './message-counts.ts';
export { reportRoutes } from './routes.ts';
