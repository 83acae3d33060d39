import { AsyncLocalStorage } from 'node:async_hooks';

/** What every statement of a request may know without being told: whose data it is about, and where it came from. */
export type RequestScope = { businessId: string; address: string };

const scopes = new AsyncLocalStorage<RequestScope>();

/** Runs `work`, and everything it calls or leaves behind, inside the scope of one request. */
export const inRequestScope = (scope: RequestScope, work: () => void): void => scopes.run(scope, work);

/** The request that is being answered; undefined in jobs and in whatever else nobody asked for. */
export const requestScope = (): RequestScope | undefined => scopes.getStore();
