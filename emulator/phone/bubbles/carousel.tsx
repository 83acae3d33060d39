import type { Bubble, BubbleHeader, CarouselCard, TemplateCard } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { Formatted } from '../text/formatted.tsx';
import { ActionLink, ActionRow, Reply } from './action-row.tsx';
import { Photo, Video } from './media.tsx';
import { TemplateActions } from './template-actions.tsx';
import './carousel.css';

/** Cards side by side under a message; one scrolls, by hand or with the arrow keys. */
export function Carousel({ bubble, cards, answered }: { bubble: Bubble; cards: CarouselCard[]; answered?: string }) {
  const { send } = useConversation();
  return (
    <Track count={cards.length}>
      {cards.map((card, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards of a message never change
        <Card key={place} place={place} count={cards.length} header={card.header} body={card.body}>
          <ActionRow>
            {card.buttons.map(({ id, title }) => (
              <Reply
                key={id}
                id={id}
                title={title}
                answered={answered}
                onChoose={() => send({ type: 'choice', bubbleId: bubble.id, choiceId: id })}
              />
            ))}
            {card.link && <ActionLink icon="external" title={card.link.title} href={card.link.url} />}
          </ActionRow>
        </Card>
      ))}
    </Track>
  );
}

export function TemplateCarousel({
  bubble,
  cards,
  answered,
}: {
  bubble: Bubble;
  cards: TemplateCard[];
  answered?: string;
}) {
  return (
    <Track count={cards.length}>
      {cards.map((card, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the cards of a message never change
        <Card key={place} place={place} count={cards.length} header={card.header} body={card.body}>
          <TemplateActions bubble={bubble} buttons={card.buttons} answered={answered} />
        </Card>
      ))}
    </Track>
  );
}

function Track({ count, children }: { count: number; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <ul className="carousel" aria-label={`${count} cards`} tabIndex={0}>
      {children}
    </ul>
  );
}

type CardProps = { place: number; count: number; header: BubbleHeader; body?: string; children: React.ReactNode };

function Card({ place, count, header, body, children }: CardProps) {
  return (
    <li className="card" aria-label={`Card ${place + 1} of ${count}`}>
      <div className="card-face">
        {header.type === 'video' && <Video media={header.media} />}
        {header.type === 'image' && <Photo media={header.media} caption={body} />}
        {body && (
          <div className="words" dir="auto">
            <Formatted text={body} />
          </div>
        )}
      </div>
      {children}
    </li>
  );
}
