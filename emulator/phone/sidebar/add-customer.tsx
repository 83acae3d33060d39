import { useState } from 'react';
import type { Phone } from '../../src/phone-api.ts';
import { useVerbs } from '../ui/app-context.tsx';

/** One more customer, by name and perhaps number. */
export function AddCustomer({ onAdded, onCancel }: { onAdded(phone: Phone): void; onCancel?(): void }) {
  const { addPhone } = useVerbs();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const number = String(fields.get('number')).trim();
    const added = await addPhone({ name: String(fields.get('name')).trim(), ...(number && { number }) });
    if ('problem' in added) setProblem(added.problem);
    else onAdded(added);
  };
  return (
    <form className="add-customer" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onCancel?.()}>
      <label>
        Name
        {/* biome-ignore lint/a11y/noAutofocus: the person just asked for this form */}
        <input className="field" name="name" required maxLength={100} pattern=".*\S.*" autoComplete="off" autoFocus />
      </label>
      <label>
        Number, made up when left empty
        <input
          className="field"
          name="number"
          type="tel"
          maxLength={30}
          placeholder="+1 650 555 1234"
          autoComplete="off"
        />
      </label>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="form-buttons">
        <button type="submit" className="button main">
          Add customer
        </button>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  );
}
