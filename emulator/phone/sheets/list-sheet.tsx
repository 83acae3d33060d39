import { useId, useState } from 'react';
import type { Bubble, BubbleAction } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { Sheet } from '../ui/sheet.tsx';

type ListAction = Extract<BubbleAction, { kind: 'list' }>;

/** The rows of a list message; one chooses a row, then sends it. */
export function ListSheet({ bubble, action, onClose }: { bubble: Bubble; action: ListAction; onClose(): void }) {
  const { send } = useConversation();
  const [chosen, setChosen] = useState<string>();
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (chosen === undefined) return;
    onClose();
    send({ type: 'choice', bubbleId: bubble.id, choiceId: chosen });
  };
  return (
    <Sheet title={action.button} onClose={onClose}>
      <form className="sheet-form" onSubmit={submit}>
        <div className="rows">
          {action.sections.map(({ title, rows }, section) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the sections of a message never change
            <fieldset key={section} aria-label={title}>
              {title && <legend>{title}</legend>}
              {rows.map((row) => (
                <Row key={row.id} row={row} checked={chosen === row.id} onChoose={() => setChosen(row.id)} />
              ))}
            </fieldset>
          ))}
        </div>
        <div className="sheet-foot">
          <button type="submit" className="button main" disabled={chosen === undefined}>
            Send
          </button>
        </div>
      </form>
    </Sheet>
  );
}

type RowProps = { row: ListAction['sections'][number]['rows'][number]; checked: boolean; onChoose(): void };

function Row({ row: { title, description }, checked, onChoose }: RowProps) {
  const describedBy = useId();
  return (
    <label className="row">
      <span className="row-words">
        <b>{title}</b>
        {description && <small id={describedBy}>{description}</small>}
      </span>
      <input
        type="radio"
        name="row"
        aria-label={title}
        aria-describedby={description && describedBy}
        checked={checked}
        data-first-focus
        onChange={onChoose}
      />
    </label>
  );
}
