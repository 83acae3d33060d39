import { memo, useRef } from 'react';
import type { Bubble } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { useGestures } from '../conversation/gestures.ts';
import type { Outgoing } from '../store/state.ts';
import { plainText } from '../text/format.ts';
import { summaryOf } from '../text/summary.ts';
import { timeOf } from '../text/when.ts';
import { focusBubble, focusField } from '../ui/focus.ts';
import { Icon } from '../ui/icon.tsx';
import { TickMark } from '../ui/ticks.tsx';
import { Actions } from './actions.tsx';
import { TemplateCarousel } from './carousel.tsx';
import { Content } from './content.tsx';
import { Offers } from './offers.tsx';
import { TemplateActions } from './template-actions.tsx';
import './bubble.css';

type Props = {
  bubble: Bubble;
  opens: boolean; // first of its sender's run: it has the tail
  answered?: string;
  outgoing?: Outgoing;
  focusable: boolean;
};

/** One message with its quote, content, time, ticks, buttons and reactions. */
export const BubbleView = memo(function BubbleView({ bubble, opens, answered, outgoing, focusable }: Props) {
  const { businessName, open, quote } = useConversation();
  const article = useRef<HTMLElement>(null);
  const openMenu = () => {
    const anchor = article.current?.querySelector('.bubble')?.getBoundingClientRect();
    if (anchor && !outgoing) open({ kind: 'message', bubble, anchor });
  };
  const gestures = useGestures({ onHold: openMenu, onSwipe: () => !outgoing && quote(bubble.id) });
  const { content } = bubble;
  if (content.type === 'notice') return <p className="notice-line">{content.body}</p>;

  const bare = content.type === 'sticker';
  const who = bubble.from === 'customer' ? 'You' : businessName;
  return (
    <article
      ref={article}
      className={`message message-${bubble.from} ${opens ? 'opens' : ''}`}
      data-bubble={bubble.id}
      aria-label={`${who}, ${timeOf(bubble.at)}${bubble.edited ? ', edited' : ''}: ${summaryOf(content)}`}
      tabIndex={focusable ? 0 : -1}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.key !== 'Enter') return;
        event.preventDefault();
        openMenu();
      }}
      {...gestures}
    >
      <div className="bubble-column">
        <div
          className={`bubble bubble-${content.type} ${bare ? 'bare' : ''} ${bubble.edited ? 'bubble-edited' : ''} ${hasWords(bubble) ? '' : 'wordless'}`}
        >
          {bubble.quotes && <Quote quotes={bubble.quotes} />}
          <Content bubble={bubble} outgoing={outgoing} />
          <span className="meta">
            {bubble.edited && <span>Edited</span>}
            <time dateTime={bubble.at}>{timeOf(bubble.at)}</time>
            {bubble.ticks && <TickMark ticks={bubble.ticks} />}
          </span>
        </div>
        {content.type === 'interactive' && <Actions bubble={bubble} action={content.action} answered={answered} />}
        {content.type === 'template' && <TemplateParts bubble={bubble} content={content} answered={answered} />}
        <Reactions bubble={bubble} onPress={openMenu} />
        {outgoing?.state === 'failed' && <Failed outgoing={outgoing} />}
      </div>
      {!outgoing && (
        <div className="message-tools">
          <button type="button" tabIndex={-1} aria-label="React" onClick={openMenu}>
            <Icon name="emoji" size={20} />
          </button>
          <button type="button" tabIndex={-1} aria-label="Reply" onClick={() => quote(bubble.id)}>
            <Icon name="reply" size={20} />
          </button>
        </div>
      )}
    </article>
  );
});

type TemplateContent = Extract<Bubble['content'], { type: 'template' }>;

function TemplateParts({ bubble, content, answered }: { bubble: Bubble; content: TemplateContent; answered?: string }) {
  return (
    <>
      <TemplateActions bubble={bubble} buttons={content.buttons} answered={answered} />
      {content.cards && <TemplateCarousel bubble={bubble} cards={content.cards} answered={answered} />}
      {content.marketing && <Offers />}
    </>
  );
}

function Quote({ quotes }: { quotes: NonNullable<Bubble['quotes']> }) {
  const { businessName, show } = useConversation();
  return (
    <button type="button" className={`quote quote-${quotes.from}`} onClick={() => show(quotes.id)}>
      <b>{quotes.from === 'customer' ? 'You' : businessName}</b>
      <span className="quote-words" dir="auto">
        {plainText(quotes.summary)}
      </span>
    </button>
  );
}

function Reactions({ bubble: { reactions }, onPress }: { bubble: Bubble; onPress(): void }) {
  if (reactions.length === 0) return null;
  return (
    <button
      type="button"
      className="reactions"
      onClick={onPress}
      aria-label={`Reactions: ${reactions.map(({ emoji }) => emoji).join(' ')}`}
    >
      {reactions.map(({ from, emoji }) => (
        <span key={from}>{emoji}</span>
      ))}
    </button>
  );
}

function Failed({ outgoing: { localId, problem } }: { outgoing: Outgoing }) {
  const { retry, discard } = useConversation();
  return (
    <p className="failed" role="alert">
      <span>Not sent. {problem}</span>
      <button
        type="button"
        onClick={({ currentTarget }) => {
          focusBubble(currentTarget);
          retry(localId);
        }}
      >
        <Icon name="retry" size={16} /> Try again
      </button>
      <button
        type="button"
        onClick={({ currentTarget }) => {
          focusField(currentTarget.closest('.conversation'));
          discard(localId);
        }}
      >
        <Icon name="trash" size={16} /> Delete
      </button>
    </p>
  );
}

/** Without words at its end, a bubble lays the time over the picture or beneath the content. */
function hasWords({ content }: Bubble): boolean {
  switch (content.type) {
    case 'text':
      return true;
    case 'choice':
      return !content.description;
    case 'image':
    case 'video':
    case 'document':
      return Boolean(content.caption);
    case 'interactive':
    case 'template':
      return !content.footer;
    default:
      return false;
  }
}
