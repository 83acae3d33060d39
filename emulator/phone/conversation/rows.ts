import type { Bubble } from '../../src/phone-api.ts';
import type { Outgoing } from '../store/state.ts';
import { dayOf } from '../text/when.ts';

/** Where the line "3 unread messages" stands: above the first that was new when the chat was opened. */
export type Unread = { count: number; firstId: string };

/** What stands in a conversation from top to bottom. */
export type Row =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'bubble'; key: string; bubble: Bubble; opens: boolean; outgoing?: Outgoing };

export type RowsInput = {
  bubbles: Bubble[];
  outgoing: Outgoing[];
  drawnAs: Record<string, string>;
  now: Date;
  unread?: Unread;
};

/**
 * Orders bubbles, day lines and messages on their way. The first bubble of a sender's run `opens` it and carries the
 * tail. A confirmed message keeps the key it was first drawn under.
 */
export function rowsOf({ bubbles, outgoing, drawnAs, now, unread }: RowsInput): Row[] {
  const waiting = outgoing.filter(({ message, arrivedAs }) => message.type !== 'reaction' && !arrivedAs);
  const all = [
    ...bubbles.map((bubble) => ({ bubble })),
    ...waiting.map((out) => ({ bubble: drawn(out), outgoing: out })),
  ];

  return all.flatMap(({ bubble, ...rest }, index): Row[] => {
    const before = all[index - 1]?.bubble;
    const day = dayOf(bubble.at, now);
    const isNewDay = !before || dayOf(before.at, now) !== day;
    const isUnreadLine = bubble.id === unread?.firstId;
    return [
      ...(isNewDay ? [{ kind: 'day' as const, key: `day-${bubble.at.slice(0, 10)}-${bubble.id}`, label: day }] : []),
      ...(isUnreadLine ? [{ kind: 'unread' as const, key: 'unread', count: unread.count }] : []),
      {
        kind: 'bubble',
        key: drawnAs[bubble.id] ?? bubble.id,
        bubble,
        opens: isNewDay || isUnreadLine || before?.from !== bubble.from || isNotice(before),
        ...rest,
      },
    ];
  });
}

/** Finds the first of the last `count` messages of the business. */
export function unreadIn(bubbles: Bubble[], count: number): Unread | undefined {
  const firstId = count > 0 ? bubbles.filter(isFromBusiness).at(-count)?.id : undefined;
  return firstId === undefined ? undefined : { count, firstId };
}

const drawn = ({ bubble, state }: Outgoing): Bubble => (state === 'failed' ? { ...bubble, ticks: 'failed' } : bubble);

const isFromBusiness = ({ from, content }: Bubble) => from === 'business' && content.type !== 'notice';

const isNotice = (bubble: Bubble) => bubble.content.type === 'notice';
