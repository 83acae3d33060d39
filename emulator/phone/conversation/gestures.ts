import { useRef } from 'react';

const HOLD_MS = 450;
const SWIPE_PX = 56;
const MOVED_PX = 10;

type Gesture = { x: number; y: number; timer: ReturnType<typeof setTimeout>; swiping: boolean };

/** A long press or the secondary click calls `onHold`; a swipe to the right, towards the edge, calls `onSwipe`. */
export function useGestures({ onHold, onSwipe }: { onHold(): void; onSwipe(): void }) {
  const gesture = useRef<Gesture | null>(null);

  const end = (target: HTMLElement) => {
    if (gesture.current) clearTimeout(gesture.current.timer);
    gesture.current = null;
    target.style.translate = '';
  };

  return {
    onContextMenu(event: React.MouseEvent<HTMLElement>) {
      if (isOnLink(event.target) || hasSelection()) return; // the browser's own menu is of more use there
      event.preventDefault();
      end(event.currentTarget);
      onHold();
    },
    onPointerDown(event: React.PointerEvent<HTMLElement>) {
      if (event.pointerType === 'mouse' || !event.isPrimary) return;
      const target = event.currentTarget;
      const timer = setTimeout(() => {
        end(target);
        swallowNextClick();
        onHold();
      }, HOLD_MS);
      gesture.current = { x: event.clientX, y: event.clientY, timer, swiping: false };
    },
    onPointerMove(event: React.PointerEvent<HTMLElement>) {
      const current = gesture.current;
      if (!current) return;
      const dx = event.clientX - current.x;
      const dy = Math.abs(event.clientY - current.y);
      if (Math.abs(dx) > MOVED_PX || dy > MOVED_PX) clearTimeout(current.timer);
      if (dx > MOVED_PX && dx > dy) current.swiping = true;
      if (current.swiping) event.currentTarget.style.translate = `${Math.min(Math.max(0, dx), SWIPE_PX * 1.3)}px`;
    },
    onPointerUp(event: React.PointerEvent<HTMLElement>) {
      const swiped = gesture.current?.swiping && event.clientX - gesture.current.x > SWIPE_PX;
      end(event.currentTarget);
      if (swiped) onSwipe();
    },
    onPointerCancel: (event: React.PointerEvent<HTMLElement>) => end(event.currentTarget),
  };
}

/** Lifting the finger must not press what the hold has just opened beneath it. */
function swallowNextClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const letPass = () => removeEventListener('click', swallow, { capture: true });
  addEventListener('click', swallow, { capture: true, once: true });
  addEventListener('pointerdown', letPass, { capture: true, once: true });
}

const isOnLink = (target: EventTarget) => target instanceof Element && target.closest('a, video, input') !== null;

const hasSelection = () => getSelection()?.isCollapsed === false;
