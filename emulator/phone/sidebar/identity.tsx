import { useState } from 'react';
import type { Phone } from '../../src/phone-api.ts';
import { useVerbs } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { Switch } from '../ui/switch.tsx';

/** How businesses see the customer: number or username, and a move to another number. */
export function Identity({ phone }: { phone: Phone }) {
  const { changeSettings } = useVerbs();
  const [moving, setMoving] = useState(false);
  const hide = (hidesNumber: boolean) =>
    changeSettings(
      phone,
      hidesNumber ? { hidesNumber, username: phone.username ?? usernameFor(phone) } : { hidesNumber },
    );
  return (
    <>
      <Switch
        label="Hide my number"
        hint={phone.username ? `Businesses see ${phone.username}` : 'Businesses see a username instead'}
        on={phone.hidesNumber}
        onChange={hide}
      />
      {moving ? (
        <NewNumber phone={phone} onDone={() => setMoving(false)} />
      ) : (
        <button type="button" className="link" onClick={() => setMoving(true)}>
          <Icon name="phone" size={18} /> Change number
        </button>
      )}
    </>
  );
}

/** "Ana García" → "ana.garcia", with the end of the number, as somebody may have that name already. */
function usernameFor({ name, number }: Phone): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.');
  return `${plain.replace(/^\.+|\.+$/g, '').slice(0, 28) || 'customer'}.${number.slice(-4)}`;
}

function NewNumber({ phone, onDone }: { phone: Phone; onDone(): void }) {
  const { changeSettings } = useVerbs();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const number = String(new FormData(event.currentTarget).get('number')).trim();
    const refused = await changeSettings(phone, { number });
    if (refused === null) onDone();
    else setProblem(refused);
  };
  return (
    <form className="add-customer" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onDone()}>
      <label>
        New number; the businesses are told
        {/* biome-ignore lint/a11y/noAutofocus: the person just asked for this form */}
        <input className="field" name="number" type="tel" required maxLength={30} autoComplete="off" autoFocus />
      </label>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="form-buttons">
        <button type="submit" className="button main">
          Change number
        </button>
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}
