import { IconBan, IconForms, IconMapPin, IconPhone, IconShoppingBag } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Content } from '../model/shapes.ts';
import { Choices, LinkButton, Rows } from './choices.tsx';
import css from './contents.module.css';
import { Document, Picture, Sound, Video } from './files.tsx';
import { Carousel, Framed } from './framed.tsx';
import { Caption, RichText } from './rich-text.tsx';
import { TemplateContent } from './template-content.tsx';
import { Basket, Cards, FormReply, Goods, Place } from './things.tsx';

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
