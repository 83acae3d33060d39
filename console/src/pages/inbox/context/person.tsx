import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../../../api/client.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { languageName } from '../../../ui/language-name.ts';
import { Avatar } from '../avatar.tsx';
import type { Row } from '../model/shapes.ts';
import { nameOf } from '../names.ts';
import css from './context.module.css';
import { Section } from './section.tsx';

/** Who it is, and how they are reached. */
export function Person({ row: { contact } }: { row: Row }) {
  const { t, i18n } = useTranslation('inbox');
  const business = useBusiness();
  const name = nameOf(contact, t);
  return (
    <div className={css.top}>
      <Avatar name={name} seed={contact.id} size={56} />
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {contact.phone && (
        <p>
          <a href={`tel:${contact.phone}`} dir="ltr">
            {contact.phone}
          </a>
          <CopyButton value={contact.phone}>
            {({ copied, copy }) => (
              <Tooltip label={t(copied ? 'inbox.message.copied' : 'inbox.contact.copy')}>
                <ActionIcon size={28} onClick={copy} aria-label={t('inbox.contact.copy')}>
                  {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </p>
      )}
      {contact.username && <p dir="ltr">@{contact.username}</p>}
      {contact.language && <p>{languageName(contact.language, i18n.resolvedLanguage ?? 'en')}</p>}
      <Button component={Link} to={`/${business}/contacts/${contact.id}`} size="compact-sm" variant="default" mt={8}>
        {t('inbox.contact.open')}
      </Button>
    </div>
  );
}

/** What is known of them besides. */
export function Facts({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(
    queryOptions({
      queryKey: [useBusiness(), 'contacts', contactId, 'facts'],
      queryFn: ({ signal }) =>
        answered(api.GET('/api/v1/contacts/{id}/facts', { params: { path: { id: contactId } }, signal })),
    }),
  );
  const facts = Object.entries(data ?? {});
  if (facts.length === 0) return null;
  return (
    <Section title={t('inbox.context.facts')}>
      <dl className={css.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`inbox.fact.${name}`, { defaultValue: name.replaceAll('_', ' ') })}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
