import { ActionIcon, Alert, Anchor, Button, Group, Menu, Modal, Stack, TagsInput, Text } from '@mantine/core';
import { IconClipboardList, IconDots, IconGitMerge, IconMessage, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { Money } from '../../ui/money.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, contactOf, editContact, eraseContact, tagsOf, undoMerge } from './calls.ts';
import { Consent } from './consent.tsx';
import { ContactForm } from './contact-form.tsx';
import css from './contacts.module.css';
import { languageName } from './language-name.ts';
import { MergeDialog } from './merge-dialog.tsx';
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
      actions={contact.data && <More contact={contact.data} />}
    >
      {contact.isPending && <DetailSkeleton />}
      {contact.error && !contact.data && <Trouble error={contact.error} retry={contact.refetch} />}
      {contact.data && <Body contact={contact.data} />}
    </DetailPane>
  );
}

const titleOf = ({ name, username, phone }: Contact): string | null => name || (username && `@${username}`) || phone;

/** Nothing can be done about somebody who is elsewhere or forgotten. */
const isHere = ({ mergedInto, erasedAt }: Contact): boolean => mergedInto === null && erasedAt === null;

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
      <Facts contact={contact} />
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

const KNOWN_FACTS = ['address', 'clothing_size', 'shoe_size', 'favourite_colour', 'note'];

function Facts({ contact }: { contact: Contact }) {
  const { t, i18n } = useTranslation('contacts');
  const { identities, language, facts, email } = contact;
  const others = Object.entries(facts).filter(([name]) => name !== 'email');
  return (
    <section>
      <h3 className={css.heading}>{t('contacts.about')}</h3>
      <dl className={css.facts}>
        {identities
          .filter(({ kind }) => kind !== 'wa_id')
          .map(({ kind, value }) => (
            <div key={`${kind} ${value}`}>
              <dt>{t(`contacts.identity.${kind}`)}</dt>
              <dd>
                <bdi className="numbers">{kind === 'username' ? `@${value}` : value}</bdi>
              </dd>
            </div>
          ))}
        {email && (
          <div>
            <dt>{t('contacts.column.email')}</dt>
            <dd>{email}</dd>
          </div>
        )}
        <div>
          <dt>{t('contacts.column.language')}</dt>
          <dd>{language ? languageName(language, i18n.language) : t('contacts.notKnown')}</dd>
        </div>
        {others.map(([name, value]) => (
          <div key={name}>
            <dt>{KNOWN_FACTS.includes(name) ? t(`contacts.fact.${name}`) : name.replaceAll('_', ' ')}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('contacts.column.since')}</dt>
          <dd>
            <RelativeTime at={contact.createdAt} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Merges({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { can } = useMe();
  const apart = useWrite({
    write: (mergeId: string) => undoMerge(contact.id, mergeId),
    touches: ['contacts'],
    done: () => ({ message: t('contacts.merge.undone') }),
  });
  return (
    <section>
      <h3 className={css.heading}>{t('contacts.merge.history')}</h3>
      {contact.merges.map((merge) => (
        <Group key={merge.id} justify="space-between" wrap="nowrap">
          <div>
            <Text size="sm">{merge.mergedName || t('contacts.nobody')}</Text>
            <Text size="xs" c="dimmed">
              {merge.mergedBy} · <RelativeTime at={merge.mergedAt} />
            </Text>
          </div>
          {can('contacts:write') && isHere(contact) && (
            <Button variant="default" loading={apart.isPending} onClick={() => apart.mutate(merge.id)}>
              {t('contacts.merge.undo')}
            </Button>
          )}
        </Group>
      ))}
    </section>
  );
}

function More({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { can } = useMe();
  const [open, setOpen] = useState<'edit' | 'merge' | 'erase' | null>(null);
  const close = () => setOpen(null);
  if (!isHere(contact) || !can('contacts:write')) return null;
  return (
    <>
      <ActionIcon onClick={() => setOpen('edit')} aria-label={t('contacts.edit')}>
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('contacts.more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconGitMerge size={16} aria-hidden />} onClick={() => setOpen('merge')}>
            {t('contacts.merge.open')}
          </Menu.Item>
          {can('business:write') && (
            <Menu.Item
              c="var(--red)"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setOpen('erase')}
            >
              {t('contacts.erase.open')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <ContactForm contact={contact} onClose={close} />}
      {open === 'merge' && <MergeDialog contact={contact} onClose={close} />}
      {open === 'erase' && <EraseDialog contact={contact} onClose={close} />}
    </>
  );
}

function EraseDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const write = useWrite({
    write: () => eraseContact(contact.id),
    touches: ['contacts'],
    done: () => {
      onClose();
      return { message: t('contacts.erase.done') };
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('contacts.erase.question', { name: titleOf(contact) ?? t('contacts.nobody') })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text size="sm">{t('contacts.erase.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={write.isPending} onClick={() => write.mutate()}>
            {t('contacts.erase.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
