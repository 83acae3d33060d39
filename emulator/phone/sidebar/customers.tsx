import { useId, useState } from 'react';
import type { BusinessNumber, Phone } from '../../src/phone-api.ts';
import { unreadOf } from '../store/state.ts';
import { useSelect } from '../ui/app-context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { goTo, hrefOf } from '../ui/route.ts';
import { Unread } from '../ui/unread.tsx';
import { AddCustomer } from './add-customer.tsx';

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
                <small className="numbers">{phone.hidesNumber ? phone.username : phone.number}</small>
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
