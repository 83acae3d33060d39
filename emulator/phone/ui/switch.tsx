import { useId } from 'react';

type SwitchProps = { label: string; hint?: string; on: boolean; onChange(on: boolean): void };

export function Switch({ label, hint, on, onChange }: SwitchProps) {
  const hintId = useId();
  return (
    <label className="switch">
      <span>
        {label}
        {hint && <small id={hintId}>{hint}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        aria-describedby={hint && hintId}
        checked={on}
        aria-checked={on}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  );
}
