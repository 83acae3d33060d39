import type { Bubble } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { focusBubble } from '../ui/focus.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { safeLink } from './safe-link.ts';
import './actions.css';

/** The things to tap that stand in a row under a message. */
export const ActionRow = ({ children }: { children: React.ReactNode }) => <div className="actions">{children}</div>;

type ActionButtonProps = { icon: IconName; title: string; answered?: boolean; onPress(): void };

/** Once `answered` it looks settled, but may be pressed again: a menu is chosen from more than once. */
export function ActionButton({ icon, title, answered, onPress }: ActionButtonProps) {
  return (
    <button type="button" className={answered ? 'action answered' : 'action'} onClick={onPress}>
      <Icon name={icon} size={20} />
      {title}
    </button>
  );
}

export function ActionLink({ icon, title, href }: { icon: IconName; title: string; href: string }) {
  return (
    <a className="action" href={safeLink(href)} target="_blank" rel="noopener noreferrer">
      <Icon name={icon} size={20} />
      {title}
    </a>
  );
}

type ReplyProps = { id: string; title: string; answered?: string; onChoose(): void };

export function Reply({ id, title, answered, onChoose }: ReplyProps) {
  const chosen = answered === id;
  return (
    <button
      type="button"
      className={`action ${chosen ? 'chosen' : ''}`}
      disabled={answered !== undefined}
      aria-pressed={chosen}
      onClick={({ currentTarget }) => {
        focusBubble(currentTarget);
        onChoose();
      }}
    >
      <Icon name={chosen ? 'check' : 'reply'} size={18} />
      {title}
    </button>
  );
}

export function CopyCode({ title, code }: { title: string; code: string }) {
  return <ActionButton icon="copy" title={title} onPress={() => void navigator.clipboard?.writeText(code)} />;
}

export function OpenForm({ bubble, title }: { bubble: Bubble; title: string }) {
  const { open } = useConversation();
  return (
    <ActionButton
      icon="form"
      title={title}
      answered={bubble.answered !== undefined}
      onPress={() => open({ kind: 'form', bubbleId: bubble.id, title })}
    />
  );
}

export function OpenCatalogue({ bubble, title }: { bubble: Bubble; title: string }) {
  const { open } = useConversation();
  return (
    <ActionButton icon="cart" title={title} onPress={() => open({ kind: 'catalogue', bubbleId: bubble.id, title })} />
  );
}
