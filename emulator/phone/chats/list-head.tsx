import type { Phone } from '../../src/phone-api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';

/** Above the chat list: whose chats these are; where there is no room beside the phone, the way to the rest. */
export function ListHead({ phone, onMenu }: { phone: Phone; onMenu?(): void }) {
  return (
    <header className="list-head">
      <h1>Chats</h1>
      {onMenu ? (
        <>
          <button type="button" className="list-owner" aria-label={`${phone.name}, switch customer`} onClick={onMenu}>
            <Avatar name={phone.name} size={28} />
            <span>{phone.name}</span>
          </button>
          <button type="button" className="round" aria-label="Menu" onClick={onMenu}>
            <Icon name="menu" />
          </button>
        </>
      ) : (
        <span className="list-owner">
          <Avatar name={phone.name} size={28} />
          <span>{phone.name}</span>
        </span>
      )}
    </header>
  );
}
