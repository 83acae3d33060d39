import { NumberInput, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import css from './products.module.css';

type Props = {
  /** What it is, with which item: "Price of Hoodie (L)". */
  label: string;
  value: number;
  shown: React.ReactNode;
  decimals: number;
  isReadOnly?: boolean;
  onSave: (value: number) => void;
};

/** A number that becomes a field when one presses it; Enter keeps it, Escape does not. */
export function InlineNumber({ label, value, shown, decimals, isReadOnly, onSave }: Props) {
  const [text, setText] = useState<string | number | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const isEditing = text !== null;
  useEffect(() => {
    if (isEditing) field.current?.select();
  }, [isEditing]);
  if (isReadOnly) return <span className="numbers">{shown}</span>;
  const close = () => {
    setText(null);
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = () => {
    const wanted = typeof text === 'number' ? text : Number.parseFloat(text ?? '');
    close();
    if (Number.isFinite(wanted) && wanted >= 0 && wanted !== value) onSave(wanted);
  };
  if (!isEditing)
    return (
      <button ref={button} type="button" className={`${css.value} ${css.above}`} onClick={() => setText(value)}>
        <VisuallyHidden>{label}: </VisuallyHidden>
        {shown}
      </button>
    );
  return (
    <NumberInput
      ref={field}
      className={css.above}
      w={110}
      aria-label={label}
      hideControls
      min={0}
      decimalScale={decimals}
      allowDecimal={decimals > 0}
      value={text}
      onChange={setText}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          event.preventDefault();
          field.current?.blur();
        }
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          close();
        }
      }}
    />
  );
}
