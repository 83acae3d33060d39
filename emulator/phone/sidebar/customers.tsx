import { useId, useState } from 'react';
import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { unreadOf } from '../store/state.ts';
import { useSelect, useVerbs } from '../ui/app-context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { goTo, hrefOf } from '../ui/route.ts';
import { Unread } from '../ui/unread.tsx';

type CustomersProps = { current: Phone; business?: BusinessNumber; onUsed?(): void };

/** Who one is: every customer with a phone here, with what they have not read. */
export function Customers({ current, business, onUsed }: CustomersProps) {
  const heading = useId();
  const phones = useSelect((state) => state.phones);
  const chats = useSelect((state) => state.chats);
  const [adding, setAdding] = useState(false);
  const waitingFor = (phone: Phone) =>
    phone.id === current.id ? 0 : unreadOf({ chats }, ({ phoneId }) => phoneId === phone.id);

  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>You are</h2>
      <ul className="customers" aria-label="Customers" onKeyDown={arrowKeys('a')}>
        {phones.map((phone) => (
          <li key={phone.id}>
            <a
              className="customer"
              href={hrefOf(phone.id, business?.id)}
              aria-current={phone.id === current.id ? 'true' : undefined}
              onClick={onUsed}
            >
              <Avatar name={phone.name} size={36} />
              <span className="row-words">
                <b>{phone.name}</b>
                <small className="numbers">{phone.number}</small>
              </span>
              {!phone.online && <Icon name="airplane" size={18} />}
              <Unread count={waitingFor(phone)} />
            </a>
          </li>
        ))}
      </ul>
      {adding ? (
        <AddCustomer
          onCancel={() => setAdding(false)}
          onAdded={(phone) => {
            setAdding(false);
            goTo(phone.id, business?.id);
            onUsed?.();
          }}
        />
      ) : (
        <button type="button" className="link" onClick={() => setAdding(true)}>
          <Icon name="plus" size={18} /> Add a customer
        </button>
      )}
    </section>
  );
}

function AddCustomer({ onAdded, onCancel }: { onAdded(phone: Phone): void; onCancel(): void }) {
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
    <form className="add-customer" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
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
        <button type="button" className="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
