import type { Phone } from '../../src/phone-api.ts';
import { unreadOf } from '../store/state.ts';
import { useSelect } from '../ui/app-context.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { Unread } from '../ui/unread.tsx';

/** Above the chat list: whose chats these are; where there is no room beside the phone, the way to the rest. */
export function ListHead({ phone, onMenu }: { phone: Phone; onMenu?(): void }) {
  const unread = useSelect((state) => unreadOf(state, ({ phoneId }) => phoneId !== phone.id));
  return (
    <header className="list-head">
      <h1>Chats</h1>
      {onMenu ? (
        <>
          <button type="button" className="list-owner" onClick={onMenu}>
            <Avatar name={phone.name} size={28} />
            <span>{phone.name}</span>
            <Unread count={unread} whose="of other customers" />
            <span className="unseen">Switch customer</span>
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
