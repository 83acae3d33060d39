import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Bubble } from '../../src/phone-api.ts';
import { BubbleView } from '../bubbles/bubble.tsx';
import type { Outgoing } from '../store/state.ts';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Icon } from '../ui/icon.tsx';
import type { Row } from './rows.ts';

const NEAR_END_PX = 80;
const NEAR_TOP_PX = 200;

type Scroller = React.RefObject<HTMLDivElement | null>;

type Props = {
  name: string;
  rows: Row[];
  outgoing: Outgoing[];
  loaded: boolean;
  hasOlder: boolean;
  typing: boolean;
  onOlder(): Promise<void>;
  children?: React.ReactNode; // what an empty chat shows
};

/** The scrolling part. It starts at the end, stays there while one is there, and keeps its place otherwise. */
export function Log({ name, rows, outgoing, loaded, hasOlder, typing, onOlder, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const older = useOlder(scroller, rows, hasOlder, onOlder);
  const { atEnd, toEnd, onScroll } = useEnd(scroller, rows, typing); // after the other, as the end has the last word
  const lastBubble = rows.findLast((row) => row.kind === 'bubble');

  return (
    <div className="log-frame">
      <div
        ref={scroller}
        className="log"
        role="log"
        aria-label={`Conversation with ${name}`}
        aria-live={older.busy ? 'off' : 'polite'}
        aria-busy={!loaded}
        onScroll={() => {
          onScroll();
          older.onScroll();
        }}
        onKeyDown={arrowKeys('[data-bubble]')}
      >
        {older.busy && <p className="day-line">Loading earlier messages…</p>}
        {loaded && rows.length === 0 && children}
        {rows.map((row) => {
          if (row.kind === 'day') return <Line key={row.key} text={row.label} />;
          if (row.kind === 'unread')
            return (
              <Line key={row.key} text={row.count === 1 ? '1 unread message' : `${row.count} unread messages`} strong />
            );
          return (
            <BubbleView
              key={row.key}
              bubble={row.bubble}
              opens={row.opens}
              outgoing={row.outgoing}
              answered={answeredIn(row.bubble, outgoing)}
              focusable={row === lastBubble}
            />
          );
        })}
        {typing && <TypingDots name={name} />}
      </div>
      {!atEnd && (
        <button type="button" className="to-end" aria-label="Scroll to the latest message" onClick={toEnd}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function Line({ text, strong }: { text: string; strong?: boolean }) {
  return (
    <p className={strong ? 'day-line unread-line' : 'day-line'}>
      <span>{text}</span>
    </p>
  );
}

function TypingDots({ name }: { name: string }) {
  return (
    <div className="message message-business opens">
      <div className="bubble typing" role="img" aria-label={`${name} is typing`}>
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}

/** What the customer chose on this bubble, also while the choice is on its way. */
function answeredIn(bubble: Bubble, outgoing: Outgoing[]): string | undefined {
  if (bubble.answered !== undefined) return bubble.answered;
  for (const { message } of outgoing) {
    if (message.type === 'choice' && message.bubbleId === bubble.id) return message.choiceId;
  }
  return undefined;
}

function useEnd(scroller: Scroller, rows: Row[], typing: boolean) {
  const [atEnd, setAtEnd] = useState(true);
  const pinned = useRef(true);
  const lastKey = rows.at(-1)?.key;
  const lastIsOurs = isOurs(rows.at(-1));

  const toEnd = useCallback(() => {
    const log = scroller.current;
    if (!log) return;
    log.scrollTop = log.scrollHeight;
    pinned.current = true;
    setAtEnd(true);
  }, [scroller]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new at the end calls for a look at the end
  useLayoutEffect(() => {
    if (pinned.current || lastIsOurs) toEnd();
  }, [lastKey, lastIsOurs, typing, rows, toEnd]);

  useEffect(() => {
    const log = scroller.current;
    if (!log) return;
    // Pictures that arrive and a keyboard that opens change heights without any new row.
    const watch = new ResizeObserver(() => pinned.current && toEnd());
    const follow = () => {
      for (const child of log.children) watch.observe(child);
    };
    const grown = new MutationObserver(follow);
    watch.observe(log);
    follow();
    grown.observe(log, { childList: true });
    return () => {
      watch.disconnect();
      grown.disconnect();
    };
  }, [scroller, toEnd]);

  const onScroll = () => {
    const log = scroller.current;
    if (!log) return;
    pinned.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    setAtEnd(pinned.current);
  };
  return { atEnd, toEnd, onScroll };
}

/** Fetches earlier messages near the top and holds the place one was reading when they are put before it. */
function useOlder(scroller: Scroller, rows: Row[], hasOlder: boolean, onOlder: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const oldest = useRef<{ element: HTMLElement; top: number } | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows and the line "Loading" are what moves the oldest
  useLayoutEffect(() => {
    const log = scroller.current;
    if (!log) return;
    const known = oldest.current;
    if (known?.element.isConnected) log.scrollTop += known.element.offsetTop - known.top;
    const element = log.querySelector<HTMLElement>('[data-bubble]');
    oldest.current = element && { element, top: element.offsetTop };
  }, [scroller, rows, busy]);

  const onScroll = async () => {
    const log = scroller.current;
    if (!log || busy || !hasOlder || log.scrollTop > NEAR_TOP_PX) return;
    setBusy(true);
    await onOlder();
    setBusy(false);
  };
  return { busy, onScroll };
}

const isOurs = (row: Row | undefined) => row?.kind === 'bubble' && row.outgoing !== undefined;
