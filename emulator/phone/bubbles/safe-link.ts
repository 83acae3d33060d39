const SAFE = /^(?:https?|mailto|tel):/i;

/** The address, when it is of a kind a message may open; otherwise undefined, and the link does nothing. */
export const safeLink = (address: string): string | undefined =>
  SAFE.test(address.trim()) ? address.trim() : undefined;
