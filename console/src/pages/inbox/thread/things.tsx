import { IconExternalLink, IconForms, IconMapPin, IconShoppingBag, IconUser } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/use-formats.ts';
import { keyed } from '../model/keyed.ts';
import type { ContentOf } from '../model/shapes.ts';
import css from './contents.module.css';
import { Caption } from './rich-text.tsx';

/** Where somebody is. */
export function Place({ place: { latitude, longitude, name, address } }: { place: ContentOf<'location'> }) {
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

/** People, as they stand in an address book. */
export function Cards({ cards: { contacts } }: { cards: ContentOf<'contacts'> }) {
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

/** What a customer put into a basket of the catalogue. */
export function Basket({ order: { items, text } }: { order: ContentOf<'order'> }) {
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

/** Products of the catalogue, by their ids. */
export function Goods({ label, ids }: { label: string; ids: readonly string[] }) {
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

/** What a customer filled in. */
export function FormReply({ reply: { name, response } }: { reply: ContentOf<'form_reply'> }) {
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
