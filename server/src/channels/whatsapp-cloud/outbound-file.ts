import type { FileRef } from '../../conversations/api.ts';

/** Body of a call in Meta's words. */
export type Wire = Record<string, unknown>;

/** Ids are faster and cheaper than links: Meta has the bytes already. */
export function fileToWire({ providerMediaId, link }: FileRef): Wire {
  return providerMediaId ? { id: providerMediaId } : { link };
}
