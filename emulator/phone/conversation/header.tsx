import type { BusinessNumber } from '../../src/phone-api.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { useConversation } from './context.tsx';

type HeaderProps = { business: BusinessNumber; typing: boolean; onBack?(): void; onMenu?(): void };

/** Who one is writing to. */
export function Header({ business, typing, onBack, onMenu }: HeaderProps) {
  const { open } = useConversation();
  return (
    <header className="conversation-head">
      {onBack && (
        <>
          <h1 className="unseen">Chat with {business.name}</h1>
          <button type="button" className="round" aria-label="Back to chats" onClick={onBack}>
            <Icon name="back" />
          </button>
        </>
      )}
      <button type="button" className="conversation-who" onClick={() => open({ kind: 'business' })}>
        <Avatar name={business.name} size={40} />
        <span>
          <b>{business.name}</b>
          {typing ? (
            <small className="typing-word">typing…</small>
          ) : (
            <small className="numbers">{business.displayNumber}</small>
          )}
        </span>
        <span className="unseen">Business info</span>
      </button>
      {onMenu && (
        <button type="button" className="round" aria-label="Menu" onClick={onMenu}>
          <Icon name="menu" />
        </button>
      )}
    </header>
  );
}
