import { useLayoutEffect, useRef, useState } from 'react';
import type { Bubble } from '../../src/phone-api.ts';
import { ownReaction } from '../store/thread.ts';
import { copyableText } from '../text/summary.ts';
import { useNow } from '../ui/app-context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Icon } from '../ui/icon.tsx';
import { Layer } from '../ui/layer.tsx';
import { useConversation } from './context.tsx';
import './message-menu.css';

const QUICK_REACTIONS: [emoji: string, name: string][] = [
  ['👍', 'Thumbs up'],
  ['❤️', 'Heart'],
  ['😂', 'Laughing'],
  ['😮', 'Surprised'],
  ['😢', 'Crying'],
  ['🙏', 'Thank you'],
];
const GAP_PX = 8;
const MINUTE_MS = 60_000;
const EDITABLE_MS = 15 * MINUTE_MS;
const DELETABLE_MS = 60 * 60 * MINUTE_MS;

type Props = { bubble: Bubble; anchor: DOMRect; onClose(): void };

/** Reactions and what else one can do with a message, beside the message. */
export function MessageMenu({ bubble, anchor, onClose }: Props) {
  const { react, quote, open, edit, revoke } = useConversation();
  const now = useNow().getTime();
  const own = ownReaction(bubble);
  const text = copyableText(bubble.content);
  const menu = useRef<HTMLDialogElement>(null);
  const top = useTop(menu, anchor);

  const then = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Layer className="clear" onClose={onClose}>
      <dialog
        open
        ref={menu}
        className={`message-menu message-menu-${bubble.from}`}
        aria-label="Message options"
        style={{ top }}
      >
        <fieldset
          className="reaction-bar"
          aria-label="React"
          onKeyDown={arrowKeys('button', QUICK_REACTIONS.length + 1)}
        >
          {QUICK_REACTIONS.map(([emoji, name]) => (
            <button
              key={emoji}
              type="button"
              aria-label={name}
              aria-pressed={emoji === own}
              onClick={then(() => react(bubble.id, emoji))}
            >
              {emoji}
            </button>
          ))}
          <button
            type="button"
            aria-label="More reactions"
            onClick={() => open({ kind: 'emoji', bubbleId: bubble.id })}
          >
            <Icon name="plus" size={20} />
          </button>
        </fieldset>
        <div className="menu-items">
          <button type="button" onClick={then(() => quote(bubble.id))}>
            <Icon name="reply" size={20} /> Reply
          </button>
          {canEdit(bubble, now) && (
            <button type="button" onClick={then(() => edit(bubble))}>
              <Icon name="pencil" size={20} /> Edit
            </button>
          )}
          {text && (
            <button type="button" onClick={then(() => void navigator.clipboard?.writeText(text))}>
              <Icon name="copy" size={20} /> Copy
            </button>
          )}
          {canRevoke(bubble, now) && (
            <button type="button" className="danger" onClick={then(() => revoke(bubble.id))}>
              <Icon name="trash" size={20} /> Delete for everyone
            </button>
          )}
        </div>
      </dialog>
    </Layer>
  );
}

/** The emulator decides; this only keeps from offering what it will refuse. */
const isYoung = ({ from, at }: Bubble, now: number, forMs: number) =>
  from === 'customer' && now - Date.parse(at) <= forMs;
const canEdit = (bubble: Bubble, now: number) => bubble.content.type === 'text' && isYoung(bubble, now, EDITABLE_MS);
const canRevoke = (bubble: Bubble, now: number) => isYoung(bubble, now, DELETABLE_MS);

/** Above the message when there is room, else below, and always inside the screen. */
function useTop(menu: React.RefObject<HTMLDialogElement | null>, anchor: DOMRect): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const layer = menu.current?.parentElement?.getBoundingClientRect();
    const height = menu.current?.offsetHeight ?? 0;
    if (!layer) return;
    const above = anchor.top - layer.top - height - GAP_PX;
    const below = anchor.bottom - layer.top + GAP_PX;
    const wanted = above >= GAP_PX ? above : below;
    setTop(Math.max(GAP_PX, Math.min(wanted, layer.height - height - GAP_PX)));
    menu.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [menu, anchor]);
  return top;
}
