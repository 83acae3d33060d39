import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

const BEYOND = 6; // rows kept above and below what is seen

/**
 * Which rows of a long list have to exist: all are equally high, so where one stands is a multiplication.
 *
 * @param onNearEnd called when the end comes into sight.
 */
export function useWindowedRows(
  box: RefObject<HTMLElement | null>,
  { count, height, onNearEnd }: { count: number; height: number; onNearEnd: () => void },
) {
  const [seen, setSeen] = useState({ from: 0, to: 20 });

  const look = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const from = Math.max(0, Math.floor(element.scrollTop / height) - BEYOND);
    const to = Math.ceil((element.scrollTop + element.clientHeight) / height) + BEYOND;
    setSeen((before) => (before.from === from && before.to === to ? before : { from, to }));
  }, [box, height]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [box, look]);

  const to = Math.min(count, seen.to);
  const isNearEnd = count > 0 && to >= count - BEYOND;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks again when there are more rows and the end is still near
  useLayoutEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, count]);

  const bringIntoSight = useCallback(
    (index: number) => {
      const element = box.current;
      if (!element || index < 0) return;
      const top = index * height;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + height > element.scrollTop + element.clientHeight)
        element.scrollTop = top + height - element.clientHeight;
    },
    [box, height],
  );
  return { from: Math.min(seen.from, Math.max(0, to - 1)), to, bringIntoSight };
}
