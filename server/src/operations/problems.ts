import { Problem } from '../platform/problem.ts';

export const eventNotFound = () =>
  new Problem('event-not-found', 404, 'There is no such event. Events are kept for 7 days.');

export const deadLetterNotFound = () => new Problem('dead-letter-not-found', 404, 'There is no such dead letter.');

export const deadLetterResolved = (resolution: string) =>
  new Problem('dead-letter-resolved', 409, `Somebody was faster: this job was ${resolution} already.`, { resolution });

export const flowUnknown = (flow: string, flows: readonly string[]) =>
  new Problem('flow-unknown', 422, `There is no flow "${flow}". Choose one of the listed ones.`, { flow, flows });
