import type { Bubble, BubbleAction } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { ActionButton, ActionLink, ActionRow, OpenCatalogue, OpenForm, Reply } from './action-row.tsx';
import { Carousel } from './carousel.tsx';

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
            onPress={() => open({ kind: 'products', bubbleId: bubble.id, sections: action.sections })}
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
      return (
        <ActionRow>
          <OpenCatalogue bubble={bubble} title={action.title} />
        </ActionRow>
      );
    case 'form':
      return (
        <ActionRow>
          <OpenForm bubble={bubble} title={action.title} />
        </ActionRow>
      );
    case 'carousel':
      return <Carousel bubble={bubble} cards={action.cards} answered={answered} />;
    case 'none':
      return null;
  }
}
