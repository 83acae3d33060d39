import { Problem } from '../platform/problem.ts';

export const endpointNotFound = () =>
  new Problem('webhook-not-found', 404, 'There is no such webhook endpoint. List them for their ids.');

export const deliveryNotFound = () => new Problem('delivery-not-found', 404, 'There is no such delivery.');

export const urlNotTaken = (cause: string, advice: string) =>
  new Problem('webhook-url-not-taken', 422, `Nothing can be sent to this address: ${advice}`, { cause });

export const tooManyEndpoints = (most: number) =>
  new Problem('too-many-webhooks', 409, `A business has at most ${most} webhook endpoints. Remove one first.`);

export const endpointDisabled = () =>
  new Problem('webhook-disabled', 409, 'This endpoint is disabled. Enable it first.');
