import { Alert, Anchor, Button, Group, Stack, TagsInput } from '@mantine/core';
import { IconClipboardList, IconGitMerge, IconMessage, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { Money } from '../../ui/money.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, contactOf, editContact, tagsOf } from './calls.ts';
import { Consent } from './consent.tsx';
import { ContactActions } from './contact-actions.tsx';
import { ContactFacts } from './contact-facts.tsx';
import css from './contacts.module.css';
import { Merges } from './merges.tsx';
import { isHere, titleOf } from './person.ts';
import { StartChat } from './start-chat.tsx';
import { Timeline } from './timeline.tsx';

type Props = { id: string; onClose: () => void };

/** One person: who they are, where they stand, what happened. */
export function ContactDetail({ id, onClose }: Props) {
  const { t } = useTranslation('contacts');
  const contact = useQuery(contactOf(useBusiness(), id));
  return (
    <DetailPane
      title={contact.data ? <bdi>{titleOf(contact.data) ?? t('contacts.nobody')}</bdi> : t('contacts.one')}
      onClose={onClose}
      actions={contact.data && <ContactActions contact={contact.data} />}
    >
      {contact.isPending && <DetailSkeleton />}
      {contact.error && !contact.data && <Trouble error={contact.error} retry={contact.refetch} />}
      {contact.data && <Body contact={contact.data} />}
    </DetailPane>
  );
}

function Body({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { can } = useMe();
  const business = useBusiness();
  const mayWrite = can('contacts:write') && isHere(contact);
  const chat = contact.standing.conversations.find(({ closedAt }) => closedAt === null);
  return (
    <Stack gap="lg">
      {contact.mergedInto && (
        <Alert icon={<IconGitMerge size={18} aria-hidden />} title={t('contacts.merge.isMerged')}>
          <Anchor component={Link} to={`/${business}/contacts/${contact.mergedInto}`}>
            {t('contacts.merge.goThere')}
          </Anchor>
        </Alert>
      )}
      {contact.erasedAt && <Alert icon={<IconTrash size={18} aria-hidden />}>{t('contacts.erase.isErased')}</Alert>}
      <Group gap="xs">
        {chat && can('conversations:read') && (
          <Button
            component={Link}
            to={`/${business}/inbox/${chat.id}`}
            leftSection={<IconMessage size={16} aria-hidden />}
          >
            {t('contacts.openChat')}
          </Button>
        )}
        {!chat && contact.phone && isHere(contact) && can('messages:write') && <StartChat contact={contact} />}
        {isHere(contact) && can('orders:write') && (
          <Button
            component={Link}
            to={`/${business}/orders?new=${contact.id}`}
            variant="default"
            leftSection={<IconClipboardList size={16} aria-hidden />}
          >
            {t('contacts.newOrder')}
          </Button>
        )}
      </Group>
      <Standing contact={contact} />
      {mayWrite && <TagField contact={contact} />}
      <ContactFacts contact={contact} />
      <Consent contact={contact} />
      {contact.merges.length > 0 && <Merges contact={contact} />}
      <Timeline contactId={contact.id} />
    </Stack>
  );
}

/** Three numbers; each leads to its list. */
function Standing({ contact: { id, standing } }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const business = useBusiness();
  const { number } = useFormats();
  const { orders, tickets } = standing;
  return (
    <div className={css.standing}>
      <Link to={`/${business}/orders?contactId=${id}`} className={css.figure}>
        <b className="numbers">{number(orders.count)}</b>
        <span>{t('contacts.standing.orders')}</span>
        {orders.open > 0 && <small>{t('contacts.standing.open', { number: number(orders.open) })}</small>}
      </Link>
      <div className={css.figure}>
        <b className="numbers">
          {orders.spent.length === 0 ? '–' : null}
          {orders.spent.map(({ amount, currency }) => (
            <div key={currency}>
              <Money amount={amount} currency={currency} />
            </div>
          ))}
        </b>
        <span>{t('contacts.standing.spent')}</span>
      </div>
      <Link to={`/${business}/factory/tickets?contactId=${id}`} className={css.figure}>
        <b className="numbers">{number(tickets.count)}</b>
        <span>{t('contacts.standing.tickets')}</span>
        {tickets.open > 0 && <small>{t('contacts.standing.open', { number: number(tickets.open) })}</small>}
      </Link>
    </div>
  );
}

/** Saved as soon as a tag is added or taken away. */
function TagField({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { data: known = [] } = useQuery(tagsOf(useBusiness()));
  const [tags, setTags] = useState([...contact.tags]);
  const write = useWrite({
    write: (wanted: string[]) => editContact(contact.id, { tags: wanted }),
    touches: ['contacts'],
    failed: () => {
      setTags([...contact.tags]);
      return false;
    },
  });
  return (
    <TagsInput
      label={t('contacts.column.tags')}
      placeholder={t('contacts.addTag')}
      data={known.map(({ tag }) => tag)}
      value={tags}
      maxTags={50}
      onChange={(wanted) => {
        setTags(wanted);
        write.mutate(wanted);
      }}
    />
  );
}
