import { z } from 'zod';
import { defineFact } from '../platform/facts.ts';

/** Nothing got through for days, or the receiver said that it is gone: nothing more is sent to this endpoint. */
export const webhookDisabled = defineFact(
  'webhook.disabled',
  z.object({ businessId: z.uuid(), endpointId: z.uuid(), url: z.string(), reason: z.string() }),
);
