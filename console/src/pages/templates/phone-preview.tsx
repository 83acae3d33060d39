import { IconExternalLink, IconMessageReply, IconPhone, IconPhoto } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { filled, type TemplateDraft } from './template-draft.ts';
import css from './templates.module.css';

const ICONS = { QUICK_REPLY: IconMessageReply, URL: IconExternalLink, PHONE_NUMBER: IconPhone };

/** A template as it looks on the customer's phone, with its examples filled in. */
export function PhonePreview({ draft, language }: { draft: TemplateDraft; language: string }) {
  const { t } = useTranslation('templates');
  const { header, headerSample, body, samples, footer, buttons, others } = draft;
  const hasMedia = others.some(({ type }) => type === 'HEADER');
  return (
    <figure className={css.phone} aria-label={t('templates.preview')} lang={language.replace('_', '-')}>
      <div className={css.bubble} dir="auto">
        {hasMedia && (
          <div className={css.media}>
            <IconPhoto size={32} aria-hidden />
          </div>
        )}
        {header && <b>{filled(header, [headerSample])}</b>}
        <div>{body ? formatted(filled(body, samples)) : <i>{t('templates.body')}</i>}</div>
        {footer && <small>{footer}</small>}
        {buttons.map(({ kind, text }, at) => {
          const Icon = ICONS[kind];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may say the same
            <div key={at} className={css.button}>
              <Icon size={16} aria-hidden /> {text || '…'}
            </div>
          );
        })}
      </div>
    </figure>
  );
}

/** *bold*, _italic_ and ~struck~, as WhatsApp writes them. */
function formatted(text: string): ReactNode {
  return text.split(/(\*[^*\n]+\*|_[^_\n]+_|~[^~\n]+~)/g).map((part, at) => {
    const inner = part.slice(1, -1);
    const key = `${at} ${part}`;
    if (part.length > 2 && part.startsWith('*') && part.endsWith('*')) return <b key={key}>{inner}</b>;
    if (part.length > 2 && part.startsWith('_') && part.endsWith('_')) return <i key={key}>{inner}</i>;
    if (part.length > 2 && part.startsWith('~') && part.endsWith('~')) return <s key={key}>{inner}</s>;
    return <Fragment key={key}>{part}</Fragment>;
  });
}
