import type { Bubble, Ticks } from '../../src/phone-api.ts';
import type { Thread } from './state.ts';

const tickRank: Record<Ticks, number> = { waiting: 0, sent: 1, delivered: 2, read: 3, failed: 4 };

/** What a chat shows between being opened and the arrival of its latest page. */
export const openedThread: Thread = { bubbles: [], hasOlder: false, loaded: false };

/** Puts a new or changed bubble into its place by time. Ticks never go back, however late the news. */
export function withBubble(thread: Thread, bubble: Bubble): Thread {
  const { bubbles } = thread;
  const at = bubbles.findIndex(({ id }) => id === bubble.id);
  const known = bubbles[at];
  if (known?.at === bubble.at) return { ...thread, bubbles: bubbles.with(at, notBehind(bubble, known)) };
  if (!known && thread.hasOlder && bubbles[0] && bubble.at < bubbles[0].at) return thread; // of a page not fetched yet

  const others = known ? bubbles.toSpliced(at, 1) : bubbles;
  const before = others.findLastIndex((earlier) => earlier.at <= bubble.at);
  return { ...thread, bubbles: others.toSpliced(before + 1, 0, notBehind(bubble, known)) };
}

/**
 * Lays the latest page of a chat over what is there. Older bubbles stay when the page reaches back to them, and are
 * dropped when there may be a gap between. Newer ones stay while the chat is being opened: they were heard of since
 * the page was made.
 */
export function withLatestPage(thread: Thread, page: Bubble[], hasOlder: boolean): Thread {
  const known = new Map(thread.bubbles.map((bubble) => [bubble.id, bubble]));
  const inPage = new Set(page.map(({ id }) => id));
  const overlap = thread.bubbles.findIndex(({ id }) => id === page[0]?.id);
  const newer = thread.loaded ? [] : thread.bubbles.filter(({ id }) => !inPage.has(id));

  return {
    bubbles: [
      ...thread.bubbles.slice(0, Math.max(0, overlap)),
      ...page.map((bubble) => notBehind(bubble, known.get(bubble.id))),
      ...newer,
    ],
    hasOlder: overlap > 0 ? thread.hasOlder : hasOlder,
    loaded: true,
  };
}

/** Puts a page of older bubbles before those already there. */
export function withOlderPage(thread: Thread, page: Bubble[], hasOlder: boolean): Thread {
  const known = new Set(thread.bubbles.map(({ id }) => id));
  return { ...thread, bubbles: [...page.filter(({ id }) => !known.has(id)), ...thread.bubbles], hasOlder };
}

/** Shows the customer's reaction before the emulator confirms it; an empty emoji takes it back. */
export function withReaction(thread: Thread, bubbleId: string, emoji: string): Thread {
  return {
    ...thread,
    bubbles: thread.bubbles.map((bubble) => (bubble.id === bubbleId ? reacted(bubble, emoji) : bubble)),
  };
}

/** What the customer's own reaction to a bubble is; empty when there is none. */
export const ownReaction = (bubble: Bubble): string =>
  bubble.reactions.find(({ from }) => from === 'customer')?.emoji ?? '';

function reacted(bubble: Bubble, emoji: string): Bubble {
  const others = bubble.reactions.filter(({ from }) => from !== 'customer');
  return { ...bubble, reactions: emoji ? [...others, { from: 'customer', emoji }] : others };
}

function notBehind(bubble: Bubble, known: Bubble | undefined): Bubble {
  if (!known) return bubble;
  const answered = bubble.answered ?? known.answered;
  const isBehind = bubble.ticks && known.ticks && tickRank[bubble.ticks] < tickRank[known.ticks];
  return { ...bubble, ...(answered && { answered }), ...(isBehind && { ticks: known.ticks }) };
}
