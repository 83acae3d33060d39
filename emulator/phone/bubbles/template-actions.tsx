import type { Bubble, TemplateButton } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { ActionButton, ActionLink, ActionRow, CopyCode, OpenCatalogue, OpenForm, Reply } from './action-row.tsx';

type TemplateActionsProps = { bubble: Bubble; buttons: TemplateButton[]; answered?: string };

/** The buttons of a template or of one of its cards. Quick replies answer with their payload. */
export function TemplateActions({ bubble, buttons, answered }: TemplateActionsProps) {
  if (buttons.length === 0) return null;
  return (
    <ActionRow>
      {buttons.map((button) => (
        <TemplateAction key={button.title} bubble={bubble} button={button} answered={answered} />
      ))}
    </ActionRow>
  );
}

function TemplateAction({ bubble, button, answered }: { bubble: Bubble; button: TemplateButton; answered?: string }) {
  const { open, send } = useConversation();
  const { title } = button;
  switch (button.kind) {
    case 'quick_reply':
      return (
        <Reply
          title={title}
          answered={answered}
          id={button.payload}
          onChoose={() => send({ type: 'choice', bubbleId: bubble.id, choiceId: button.payload })}
        />
      );
    case 'link':
      return <ActionLink icon="external" title={title} href={button.url} />;
    case 'phone':
      return <ActionLink icon="phone" title={title} href={`tel:${button.phoneNumber}`} />;
    case 'copy_code':
      return <CopyCode title={title} code={button.code} />;
    case 'form':
      return <OpenForm bubble={bubble} title={title} />;
    case 'catalogue':
      return <OpenCatalogue bubble={bubble} title={title} />;
    case 'products':
      return (
        <ActionButton
          icon="cart"
          title={title}
          onPress={() => open({ kind: 'products', bubbleId: bubble.id, sections: button.sections })}
        />
      );
    case 'contact_request':
      return (
        <ActionButton icon="person" title={title} onPress={() => open({ kind: 'share-contact', quotes: bubble.id })} />
      );
  }
}
