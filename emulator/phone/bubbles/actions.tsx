import type { Bubble, BubbleAction, TemplateButton } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { focusBubble } from '../ui/focus.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { safeLink } from './safe-link.ts';
import './actions.css';

/** The row of things to tap under a business message. `answered` is the id of what the customer already chose. */
export function Actions({ bubble, action, answered }: { bubble: Bubble; action: BubbleAction; answered?: string }) {
  const { open, send } = useConversation();
  switch (action.kind) {
    case 'buttons':
      return (
        <ActionRow>
          {action.buttons.map(({ id, title }) => (
            <Reply
              key={id}
              title={title}
              answered={answered}
              id={id}
              onChoose={() => send({ type: 'choice', bubbleId: bubble.id, choiceId: id })}
            />
          ))}
        </ActionRow>
      );
    case 'list':
      return (
        <ActionRow>
          <ActionButton
            icon="list"
            title={action.button}
            answered={answered !== undefined}
            onPress={() => open({ kind: 'list', bubbleId: bubble.id })}
          />
        </ActionRow>
      );
    case 'products':
      return (
        <ActionRow>
          <ActionButton
            icon="cart"
            title="View items"
            onPress={() => open({ kind: 'products', bubbleId: bubble.id })}
          />
        </ActionRow>
      );
    case 'link':
      return (
        <ActionRow>
          <ActionLink icon="external" title={action.title} href={action.url} />
        </ActionRow>
      );
    case 'location_request':
      return (
        <ActionRow>
          <ActionButton
            icon="pin"
            title="Send location"
            onPress={() => open({ kind: 'location', quotes: bubble.id })}
          />
        </ActionRow>
      );
    case 'contact_request':
      return (
        <ActionRow>
          <ActionButton
            icon="person"
            title="Share contact info"
            onPress={() => open({ kind: 'share-contact', quotes: bubble.id })}
          />
        </ActionRow>
      );
    case 'catalogue':
      return <Unavailable icon="cart" title={action.title} />;
    case 'form':
      return <Unavailable icon="form" title={action.title} />;
    case 'none':
      return null;
  }
}

/** The buttons of a template. Quick replies answer with their payload. */
export function TemplateActions({
  bubble,
  buttons,
  answered,
}: {
  bubble: Bubble;
  buttons: TemplateButton[];
  answered?: string;
}) {
  const { send } = useConversation();
  if (buttons.length === 0) return null;
  return (
    <ActionRow>
      {buttons.map((button) => {
        switch (button.kind) {
          case 'quick_reply':
            return (
              <Reply
                key={button.title}
                title={button.title}
                answered={answered}
                id={button.payload}
                onChoose={() => send({ type: 'choice', bubbleId: bubble.id, choiceId: button.payload })}
              />
            );
          case 'link':
            return <ActionLink key={button.title} icon="external" title={button.title} href={button.url} />;
          case 'phone':
            return (
              <ActionLink key={button.title} icon="phone" title={button.title} href={`tel:${button.phoneNumber}`} />
            );
          default:
            return <CopyCode key={button.title} title={button.title} code={button.code} />;
        }
      })}
    </ActionRow>
  );
}

const ActionRow = ({ children }: { children: React.ReactNode }) => <div className="actions">{children}</div>;

type ActionButtonProps = { icon: IconName; title: string; answered?: boolean; onPress(): void };

/** Once `answered` it looks settled, but may be pressed again: a menu is chosen from more than once. */
function ActionButton({ icon, title, answered, onPress }: ActionButtonProps) {
  return (
    <button type="button" className={answered ? 'action answered' : 'action'} onClick={onPress}>
      <Icon name={icon} size={20} />
      {title}
    </button>
  );
}

function ActionLink({ icon, title, href }: { icon: IconName; title: string; href: string }) {
  return (
    <a className="action" href={safeLink(href)} target="_blank" rel="noopener noreferrer">
      <Icon name={icon} size={20} />
      {title}
    </a>
  );
}

type ReplyProps = { id: string; title: string; answered?: string; onChoose(): void };

function Reply({ id, title, answered, onChoose }: ReplyProps) {
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

function CopyCode({ title, code }: { title: string; code: string }) {
  return <ActionButton icon="copy" title={title} onPress={() => void navigator.clipboard?.writeText(code)} />;
}

function Unavailable({ icon, title }: { icon: IconName; title: string }) {
  return (
    <div className="actions">
      <button type="button" className="action" disabled title="This phone cannot open it">
        <Icon name={icon} size={20} />
        {title}
      </button>
    </div>
  );
}
