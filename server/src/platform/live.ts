/** What a screen can be told about. */
export const LIVE_KINDS = [
  'conversation',
  'message',
  'media', // a file of a message is here now
  'order',
  'product',
  'ticket',
  'production', // lines and the schedule
  'contact',
  'faq',
  'flow',
  'channel',
  'notice', // something a person should look at: hand-offs, mentions
] as const;
export type LiveKind = (typeof LIVE_KINDS)[number];

/** Something that changed: a hint to read it again. The truth is in the tables. */
export type LiveChange = { kind: LiveKind; id: string };

/** Where live screens hear of changes; see live-hub.ts. Absent where there are no screens, as in most tests. */
export type LiveVoice = {
  tell(businessId: string, change: LiveChange): void;
  /** Passes on something that stands in no table, such as who is typing. The newest word per `key` counts. */
  say(businessId: string, topic: string, key: string, word: unknown): void;
};

/**
 * Tells the live screens of a business that something changed. Call it after the commit; it never waits and never
 * fails, and costs nothing while nobody looks.
 */
export function tellLive(ctx: { live?: LiveVoice }, businessId: string, ...changes: LiveChange[]): void {
  if (ctx.live) for (const change of changes) ctx.live.tell(businessId, change);
}
