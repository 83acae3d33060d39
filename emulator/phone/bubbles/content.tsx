import type { Bubble, BubbleHeader } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import type { Outgoing } from '../store/state.ts';
import { isFewEmoji } from '../text/format.ts';
import { Formatted } from '../text/formatted.tsx';
import { priceOf } from '../text/money.ts';
import { itemCount } from '../text/summary.ts';
import { Icon } from '../ui/icon.tsx';
import { Document, Photo, Sticker, Video } from './media.tsx';
import { Contacts, Place, Unsupported } from './places.tsx';
import { Voice } from './voice.tsx';
import './content.css';

/** What a bubble says, without its frame, time and buttons. */
export function Content({ bubble, outgoing }: { bubble: Bubble; outgoing?: Outgoing }) {
  const { content } = bubble;
  switch (content.type) {
    case 'text':
      return <Words text={content.body} large={isFewEmoji(content.body)} />;
    case 'image':
      return <Captioned caption={content.caption} media={<Photo {...content} outgoing={outgoing} />} />;
    case 'video':
      return <Captioned caption={content.caption} media={<Video {...content} outgoing={outgoing} />} />;
    case 'sticker':
      return <Sticker media={content.media} outgoing={outgoing} />;
    case 'audio':
      return <Listened bubble={bubble} content={content} outgoing={outgoing} />;
    case 'document':
      return <Captioned caption={content.caption} media={<Document {...content} outgoing={outgoing} />} />;
    case 'location':
      return <Place content={content} />;
    case 'contacts':
      return <Contacts content={content} />;
    case 'interactive':
    case 'template':
      return (
        <>
          {content.header && <Header header={content.header} />}
          <Words text={content.body} />
          {content.footer && <p className="footer">{content.footer}</p>}
        </>
      );
    case 'choice':
      return (
        <>
          <Words text={content.title} plain />
          {content.description && <p className="footer">{content.description}</p>}
        </>
      );
    case 'order':
      return <Order content={content} />;
    case 'form_reply':
      return <FormReply title={content.title} fields={content.fields} />;
    case 'notice':
      return content.body;
    case 'unsupported':
      return <Unsupported body={content.body} />;
  }
}

type AudioContent = Extract<Bubble['content'], { type: 'audio' }>;

function Listened({ bubble, content, outgoing }: { bubble: Bubble; content: AudioContent; outgoing?: Outgoing }) {
  const { played } = useConversation();
  const tell = content.voice && bubble.from === 'business' ? () => played(bubble.id) : undefined;
  return <Voice media={content.media} voice={content.voice} outgoing={outgoing} onPlayed={tell} />;
}

function Words({ text, large, plain }: { text: string; large?: boolean; plain?: boolean }) {
  return (
    <div className={`words ${large ? 'words-large' : ''}`} dir="auto">
      {plain ? <p>{text}</p> : <Formatted text={text} />}
    </div>
  );
}

function Captioned({ media, caption }: { media: React.ReactNode; caption?: string }) {
  return (
    <>
      {media}
      {caption && <Words text={caption} />}
    </>
  );
}

function Header({ header }: { header: BubbleHeader }) {
  switch (header.type) {
    case 'text':
      return (
        <p className="header" dir="auto">
          {header.text}
        </p>
      );
    case 'image':
      return <Photo media={header.media} />;
    case 'video':
      return <Video media={header.media} />;
    case 'document':
      return <Document media={header.media} />;
  }
}

type OrderContent = Extract<Bubble['content'], { type: 'order' }>;

function Order({ content: { items, text } }: { content: OrderContent }) {
  const currency = items[0]?.currency;
  const total = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return (
    <>
      <div className="order">
        <p className="order-head">
          <Icon name="cart" size={20} />
          <b>{itemCount(items)}</b>
          {currency && <span className="numbers">{priceOf(total, currency)}</span>}
        </p>
        <ul>
          {items.map(({ retailerId, name, quantity, price, currency }) => (
            <li key={retailerId}>
              <span>
                {quantity} × {name}
              </span>
              <span className="numbers">{priceOf(price * quantity, currency)}</span>
            </li>
          ))}
        </ul>
      </div>
      {text && <Words text={text} />}
    </>
  );
}

function FormReply({ title, fields }: { title: string; fields: Record<string, string> }) {
  return (
    <div className="form-reply">
      <p className="header">
        <Icon name="form" size={18} /> {title}
      </p>
      <dl>
        {Object.entries(fields).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
