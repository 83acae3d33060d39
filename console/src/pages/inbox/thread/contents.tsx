import {
  IconBan,
  IconChevronRight,
  IconExternalLink,
  IconForms,
  IconList,
  IconMapPin,
  IconPhone,
  IconShoppingBag,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/use-formats.ts';
import { keyed } from '../model/keyed.ts';
import type { Content, ContentOf } from '../model/shapes.ts';
import { hrefOf } from '../model/whatsapp-text.ts';
import css from './contents.module.css';
import { Document, Picture, Sound, Video } from './files.tsx';
import { RichText } from './rich-text.tsx';
import { TemplateContent } from './template-content.tsx';

/** Everything WhatsApp can show, as a bubble shows it. */
export function Contents({ content }: { content: Content }) {
  switch (content.type) {
    case 'text':
      return <RichText text={content.body} />;
    case 'image':
      return (
        <>
          <Picture file={content.file} caption={content.caption} />
          <Caption text={content.caption} />
        </>
      );
    case 'video':
      return (
        <>
          <Video file={content.file} />
          <Caption text={content.caption} />
        </>
      );
    case 'audio':
      return <Sound file={content.file} isVoice={content.voice === true} />;
    case 'document':
      return (
        <>
          <Document file={content.file} />
          <Caption text={content.caption} />
        </>
      );
    case 'sticker':
      return <Picture file={content.file} isSticker />;
    case 'location':
      return <Place place={content} />;
    case 'contacts':
      return <Cards cards={content} />;
    case 'template':
      return <TemplateContent template={content} />;
    case 'order':
      return <Basket order={content} />;
    default:
      return <Interactive content={content} />;
  }
}

const Caption = ({ text }: { text: string | undefined }) => (text ? <RichText text={text} /> : null);

/** What has a body and something to press, and what customers pressed. */
function Interactive({ content }: { content: Content }) {
  const { t } = useTranslation('inbox');
  switch (content.type) {
    case 'buttons':
      return (
        <Framed content={content}>
          <Choices titles={content.buttons.map(({ title }) => title)} />
        </Framed>
      );
    case 'list':
      return (
        <Framed content={content}>
          <Rows list={content} />
        </Framed>
      );
    case 'link':
      return (
        <Framed content={content}>
          <LinkButton title={content.title} url={content.url} />
        </Framed>
      );
    case 'form':
      return (
        <Framed content={content}>
          <Choices titles={[content.title]} icon={<IconForms size={16} aria-hidden />} />
        </Framed>
      );
    case 'choice':
      return (
        <>
          <div className={css.label}>{t(`inbox.chose.${content.of}`)}</div>
          <RichText text={content.title} />
          {content.description && <div className={css.quiet}>{content.description}</div>}
        </>
      );
    case 'form_reply':
      return <FormReply reply={content} />;
    case 'product':
      return (
        <>
          <Goods label={t('inbox.types.product')} ids={[content.retailerId]} />
          <Caption text={content.body} />
        </>
      );
    case 'product_list':
      return (
        <>
          <strong>{content.header}</strong>
          <RichText text={content.body} />
          {content.sections.map(({ title, retailerIds }) => (
            <Goods key={title} label={title} ids={retailerIds} />
          ))}
        </>
      );
    case 'catalogue':
      return (
        <>
          <RichText text={content.body} />
          <Choices titles={[t('inbox.types.catalogue')]} icon={<IconShoppingBag size={16} aria-hidden />} />
        </>
      );
    case 'carousel':
      return <Carousel carousel={content} />;
    case 'reaction':
      return <span className={css.quiet}>{t('inbox.reacted', { emoji: content.emoji || '–' })}</span>;
    case 'edit':
      return <Quiet words={t('inbox.edited.older')} />;
    case 'revoke':
    case 'erased':
      return <Quiet words={t('inbox.revoked')} icon={<IconBan size={16} aria-hidden />} />;
    case 'unsupported':
      return (
        <Quiet
          words={t('inbox.unsupported', { kind: content.kind ?? content.details ?? '' })}
          icon={<IconBan size={16} aria-hidden />}
        />
      );
    case 'unknown':
      return <Quiet words={t('inbox.unknown', { kind: content.kind })} icon={<IconBan size={16} aria-hidden />} />;
    case 'order_details':
    case 'order_status':
    case 'location_request':
    case 'contact_request':
    case 'address_request':
    case 'call_permission_request':
    case 'call_button':
      return (
        <>
          <RichText text={content.body} />
          <Choices titles={[t(`inbox.types.${content.type}`)]} icon={iconOf(content.type)} />
        </>
      );
    default:
      return <Quiet words={t(`inbox.types.${content.type}`, { defaultValue: t('inbox.types.other') })} />;
  }
}

const iconOf = (type: string): ReactNode =>
  type.startsWith('call') ? (
    <IconPhone size={16} aria-hidden />
  ) : type.startsWith('order') ? (
    <IconShoppingBag size={16} aria-hidden />
  ) : (
    <IconMapPin size={16} aria-hidden />
  );

const Quiet = ({ words, icon }: { words: string; icon?: ReactNode }) => (
  <span className={css.told}>
    {icon}
    {words}
  </span>
);

type Frame = Pick<ContentOf<'buttons'>, 'header' | 'body' | 'footer'>;

function Framed({ content: { header, body, footer }, children }: { content: Frame; children: ReactNode }) {
  return (
    <>
      {header?.type === 'text' && <strong dir="auto">{header.text}</strong>}
      {header?.type === 'image' && <Picture file={header.file} />}
      {header?.type === 'video' && <Video file={header.file} />}
      {header?.type === 'document' && <Document file={header.file} />}
      <RichText text={body} />
      {footer && (
        <div className={css.quiet} dir="auto">
          {footer}
        </div>
      )}
      {children}
    </>
  );
}

/** What the customer can press; here it is only shown. */
export function Choices({ titles, icon }: { titles: readonly string[]; icon?: ReactNode }) {
  return (
    <ul className={css.choices}>
      {keyed(titles, String).map(({ key, item: title }) => (
        <li key={key} dir="auto">
          {icon}
          {title}
        </li>
      ))}
    </ul>
  );
}

function Rows({ list: { button, sections } }: { list: ContentOf<'list'> }) {
  return (
    <details className={css.rows}>
      <summary>
        <IconList size={16} aria-hidden /> {button}
        <IconChevronRight size={16} className={`${css.turn} points`} aria-hidden />
      </summary>
      {keyed(sections, ({ title }) => title ?? '').map(({ key, item: section }) => (
        <ul key={key} aria-label={section.title}>
          {section.title && <li className={css.quiet}>{section.title}</li>}
          {section.rows.map(({ id, title, description }) => (
            <li key={id} dir="auto">
              {title}
              {description && <div className={css.quiet}>{description}</div>}
            </li>
          ))}
        </ul>
      ))}
    </details>
  );
}

function LinkButton({ title, url }: { title: string; url: string }) {
  const href = hrefOf(url);
  const words = (
    <>
      <IconExternalLink size={16} aria-hidden /> {title}
    </>
  );
  return (
    <ul className={css.choices}>
      <li>
        {href ? (
          <a href={href} target="_blank" rel="noopener noreferrer" title={url}>
            {words}
          </a>
        ) : (
          words
        )}
      </li>
    </ul>
  );
}

function Place({ place: { latitude, longitude, name, address } }: { place: ContentOf<'location'> }) {
  const { t } = useTranslation('inbox');
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  return (
    <a className={css.document} href={map} target="_blank" rel="noopener noreferrer" referrerPolicy="no-referrer">
      <IconMapPin size={28} stroke={1.5} aria-hidden />
      <span>
        <bdi className={css.fileName}>{name ?? t('inbox.types.location')}</bdi>
        <span className={css.quiet}>{address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`}</span>
      </span>
      <IconExternalLink size={18} aria-label={t('inbox.file.map')} />
    </a>
  );
}

function Cards({ cards: { contacts } }: { cards: ContentOf<'contacts'> }) {
  return keyed(contacts, ({ name }) => name.formatted).map(({ key, item: { name, phones = [], emails = [] } }) => (
    <div className={css.document} key={key}>
      <IconUser size={28} stroke={1.5} aria-hidden />
      <span>
        <bdi className={css.fileName}>{name.formatted}</bdi>
        {phones.map(({ phone }) => (
          <a key={phone} href={`tel:${phone.replace(/[^+\d]/g, '')}`} dir="ltr">
            {phone}
          </a>
        ))}
        {emails.map(({ email }) => (
          <bdi className={css.quiet} key={email}>
            {email}
          </bdi>
        ))}
      </span>
    </div>
  ));
}

function Basket({ order: { items, text } }: { order: ContentOf<'order'> }) {
  const { t } = useTranslation('inbox');
  const { number } = useFormats();
  const count = items.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <>
      <div className={css.document}>
        <IconShoppingBag size={28} stroke={1.5} aria-hidden />
        <span>
          <span className={css.fileName}>{t('inbox.basket', { count })}</span>
          {items.map(({ retailerId, quantity, unitPrice, currency }) => (
            <span className={css.quiet} key={retailerId}>
              {number(quantity)} × <bdi>{retailerId}</bdi> · <bdi>{`${unitPrice} ${currency}`}</bdi>
            </span>
          ))}
        </span>
      </div>
      <Caption text={text} />
    </>
  );
}

function Goods({ label, ids }: { label: string; ids: readonly string[] }) {
  return (
    <div className={css.document}>
      <IconShoppingBag size={28} stroke={1.5} aria-hidden />
      <span>
        <span className={css.fileName}>{label}</span>
        <bdi className={css.quiet}>{ids.join(', ')}</bdi>
      </span>
    </div>
  );
}

function Carousel({ carousel: { body, cards } }: { carousel: ContentOf<'carousel'> }) {
  return (
    <>
      <RichText text={body} />
      <div className={css.carousel}>
        {keyed(cards, ({ body: words }) => words ?? '').map(({ key, item: card }) => (
          <div key={key}>
            {card.header.type === 'image' ? <Picture file={card.header.file} /> : <Video file={card.header.file} />}
            {card.body && <RichText text={card.body} />}
            <Choices titles={card.link ? [card.link.title] : (card.buttons ?? []).map(({ title }) => title)} />
          </div>
        ))}
      </div>
    </>
  );
}

function FormReply({ reply: { name, response } }: { reply: ContentOf<'form_reply'> }) {
  const { t } = useTranslation('inbox');
  const answers = Object.entries(response).filter(([key]) => key !== 'flow_token');
  return (
    <>
      <div className={css.label}>
        <IconForms size={14} aria-hidden /> {t('inbox.formReply', { name })}
      </div>
      <dl className={css.answers}>
        {answers.map(([key, value]) => (
          <div key={key}>
            <dt>{key.replaceAll('_', ' ')}</dt>
            <dd dir="auto">{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Its first words, for quotes: what it says, else what it is. */
export function useSummary(): (content: Content) => string {
  const { t } = useTranslation('inbox');
  return (content) => {
    const words = 'body' in content && content.body ? content.body : 'caption' in content ? content.caption : undefined;
    if (words) return words;
    if (content.type === 'choice') return content.title;
    return t(`inbox.types.${content.type}`, { defaultValue: t('inbox.types.other') });
  };
}
