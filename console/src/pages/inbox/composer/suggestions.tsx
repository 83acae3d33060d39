import { useEffect, useRef } from 'react';
import css from './composer.module.css';

export type Suggestion = { id: string; title: string; text: string };

type Props = { id: string; label: string; items: readonly Suggestion[]; at: number; onPick: (id: string) => void };

/** What fits to the word being typed; the text field keeps the focus and says which one is meant. */
export function Suggestions({ id, label, items, at, onPick }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <div className={css.suggestions} id={id} ref={list} role="listbox" aria-label={label}>
      {items.map((item, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the text field has the focus and says which one is active
        <div
          key={item.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault(); // the field keeps the focus
            onPick(item.id);
          }}
        >
          <bdi>{item.title}</bdi>
          <small>{item.text}</small>
        </div>
      ))}
    </div>
  );
}
