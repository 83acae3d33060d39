import { placesIn } from '../../model/thread-search.ts';

/** What customers and colleagues wrote, within a bubble: not its author, not its time. */
const SAID = '[dir=auto]';
const ALL = 'thread-found';
const HERE = 'thread-found-here';

/** Whether this browser marks words without changing the page. Where it cannot, the bubble alone is marked. */
const canMark = () => typeof Highlight === 'function' && 'highlights' in CSS;

/** Marks the words sought in these bubbles, those of `here` more than the others. */
export function mark(bubbles: readonly string[], here: string | undefined, sought: readonly string[]): void {
  unmark();
  const element = here === undefined ? null : bubble(here);
  element?.setAttribute('data-found', '');
  if (!canMark()) return;
  const [all, ours] = [new Highlight(), new Highlight()];
  for (const id of bubbles) for (const range of rangesIn(bubble(id), sought)) (id === here ? ours : all).add(range);
  CSS.highlights.set(ALL, all);
  CSS.highlights.set(HERE, ours);
}

export function unmark(): void {
  for (const element of document.querySelectorAll('[data-found]')) element.removeAttribute('data-found');
  if (!canMark()) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(HERE);
}

/** Brings a bubble into sight; false: it is not there (yet). */
export function bringIntoSight(id: string): boolean {
  const element = bubble(id);
  element?.scrollIntoView({ block: 'center' });
  return element !== null;
}

const bubble = (id: string): HTMLElement | null => document.getElementById(`message-${id}`);

function rangesIn(element: HTMLElement | null, sought: readonly string[]): Range[] {
  const parts = [...(element?.querySelectorAll(SAID) ?? [])];
  const texts = new Set(parts.flatMap(textsIn)); // parts lie within parts
  return [...texts].flatMap((text) =>
    placesIn(text.data, sought).map(([from, to]) => {
      const range = new Range();
      range.setStart(text, from);
      range.setEnd(text, to);
      return range;
    }),
  );
}

function textsIn(part: Element): Text[] {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text) texts.push(node);
  return texts;
}
