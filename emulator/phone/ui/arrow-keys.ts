const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Moves the focus among the elements that match `selector` inside the one that has this handler; Home and End jump.
 *
 * @param columns of a grid, so that up and down move a row; 1 for a list.
 */
export const arrowKeys =
  (selector: string, columns = 1) =>
  (event: React.KeyboardEvent<HTMLElement>): void => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const focused = document.activeElement;
    const at = focused instanceof HTMLElement ? all.indexOf(focused) : -1;
    const to = targetOf(event.key, at, all.length, columns);
    if (to === null || at < 0) return;
    event.preventDefault();
    all[to]?.focus();
  };

function targetOf(key: string, at: number, count: number, columns: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  if (!step) return null;
  const isVertical = key === 'ArrowDown' || key === 'ArrowUp';
  if (columns === 1 && !isVertical) return null;
  return Math.min(count - 1, Math.max(0, at + step * (isVertical ? columns : 1)));
}
