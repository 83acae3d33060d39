import { ActionIcon, Button, CopyButton, Skeleton, TagsInput, Text, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconCopy, IconSparkles } from '@tabler/icons-react';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { languageName } from '../../../ui/language-name.ts';
import { Money } from '../../../ui/money.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';
import { problemToast } from '../../../ui/toast.tsx';
import { Avatar } from '../avatar.tsx';
import { labelsOf, makeLabel } from '../calls.ts';
import { MadeWords } from '../composer/ai-menu.tsx';
import type { Row } from '../model/shapes.ts';
import { nameOf } from '../names.ts';
import type { Changes } from '../use-changes.ts';
import css from './context.module.css';

const NewOrderDialog = lazy(async () => ({ default: (await import('../../orders/new-order.tsx')).NewOrderDialog }));

type Props = { row: Row; changes: Changes; onBack: () => void };

/** The person behind the conversation: who they are, what they bought, what they said before. */
export function ContextPanel({ row, changes, onBack }: Props) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  return (
    <div className={css.panel}>
      <ActionIcon hiddenFrom="md" size={44} m={8} onClick={onBack} aria-label={t('inbox.context.back')}>
        <IconArrowLeft size={20} className="points" aria-hidden />
      </ActionIcon>
      <Person row={row} />
      <Labels row={row} changes={changes} />
      <Summary row={row} />
      {can('contacts:read') && <Facts contactId={row.contact.id} />}
      {can('orders:read') && <Orders contactId={row.contact.id} />}
      {can('production:read') && <Tickets contactId={row.contact.id} />}
      {can('contacts:read') && <Consent contactId={row.contact.id} />}
      <Earlier row={row} />
    </div>
  );
}

function Person({ row: { contact } }: { row: Row }) {
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

function Labels({ row, changes: { labels } }: Pick<Props, 'row' | 'changes'>) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  const { data: all = [] } = useQuery(labelsOf(useBusiness()));
  const change = async (next: string[]) => {
    const add = next.map((name) => name.toLowerCase()).filter((name) => !row.labels.includes(name));
    try {
      for (const name of add) if (!all.some((known) => known.name === name)) await makeLabel(name);
      labels.mutate({ row, add, remove: row.labels.filter((name) => !next.includes(name)) });
    } catch (error) {
      problemToast(error);
    }
  };
  return (
    <Section title={t('inbox.context.labels')}>
      <TagsInput
        aria-label={t('inbox.context.labels')}
        data={all.map(({ name }) => name)}
        value={row.labels}
        maxTags={20}
        disabled={!can('conversations:write')}
        placeholder={row.labels.length === 0 ? t('inbox.context.addLabel') : undefined}
        onChange={(next) => void change(next)}
      />
    </Section>
  );
}

function Summary({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  const summary = useMutation({
    mutationFn: (id: string) =>
      answered(api.GET('/api/v1/ai/conversations/{id}/summary', { params: { path: { id } } })),
    onError: problemToast,
  });
  if (!can('ai:use')) return null;
  const made = summary.data && summary.variables === row.id ? summary.data : null;
  return (
    <Section title={t('inbox.context.summary')}>
      {made ? (
        <>
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {made.text}
          </Text>
          <Text size="xs" c="violet" mt={4}>
            <MadeWords made={made} />
          </Text>
        </>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconSparkles size={14} aria-hidden />}
          loading={summary.isPending}
          onClick={() => summary.mutate(row.id)}
        >
          {t('inbox.context.summarise')}
        </Button>
      )}
    </Section>
  );
}

function Facts({ contactId }: { contactId: string }) {
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

const ORDER_TONES: Readonly<Record<string, Tone>> = {
  pending: 'waiting',
  confirmed: 'quiet',
  shipped: 'quiet',
  delivered: 'good',
  cancelled: 'failed',
};

function Orders({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { can } = useMe();
  const [isNew, setNew] = useState(false);
  const { data, error } = useQuery(
    queryOptions({
      queryKey: [business, 'orders', 'of', contactId],
      queryFn: ({ signal }) =>
        answered(api.GET('/api/v1/orders', { params: { query: { contactId, limit: 5 } }, signal })),
    }),
  );
  return (
    <Section title={t('inbox.context.orders')}>
      <Known data={data?.items} error={error} none={t('inbox.context.noOrders')}>
        {(orders) =>
          orders.map(({ number, state, amount, currency, createdAt, lines }) => (
            <li key={number}>
              <Link to={`/${business}/orders/${number}`}>
                <strong>#{number}</strong>
                <StatusBadge tone={ORDER_TONES[state] ?? 'quiet'}>{t(`inbox.order.${state}`)}</StatusBadge>
                <span className={css.end}>
                  <Money amount={amount} currency={currency} />
                </span>
                <small>
                  <RelativeTime at={String(createdAt)} /> ·{' '}
                  {lines.map((line) => `${line.quantity} × ${line.name}`).join(', ')}
                </small>
              </Link>
            </li>
          ))
        }
      </Known>
      {can('orders:write') && (
        <Button size="compact-sm" variant="default" mt={8} onClick={() => setNew(true)}>
          {t('inbox.context.newOrder')}
        </Button>
      )}
      {isNew && (
        <Suspense fallback={null}>
          <NewOrderDialog contactId={contactId} staysHere onClose={() => setNew(false)} />
        </Suspense>
      )}
    </Section>
  );
}

function Tickets({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data } = useQuery(
    queryOptions({
      queryKey: [business, 'tickets', 'of', contactId],
      queryFn: ({ signal }) =>
        answered(api.GET('/api/v1/tickets', { params: { query: { contactId, limit: 5 } }, signal })),
    }),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t('inbox.context.tickets')}>
      <ul className={css.rows}>
        {data.items.map(({ id, number, kind, state, createdAt }) => (
          <li key={id}>
            <div>
              <strong>{t(`inbox.ticket.${kind}`, { number })}</strong>
              <StatusBadge tone={state === 'resolved' ? 'good' : state === 'rejected' ? 'quiet' : 'waiting'}>
                {t(`inbox.ticketState.${state}`)}
              </StatusBadge>
              <small>
                <RelativeTime at={createdAt} />
              </small>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Consent({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(
    queryOptions({
      queryKey: [useBusiness(), 'contacts', contactId, 'consent'],
      queryFn: ({ signal }) => answered(api.GET('/api/v1/consents', { params: { query: { contactId } }, signal })),
    }),
  );
  const [newest] = data?.history ?? [];
  const said = data?.marketing === true ? 'yes' : data?.marketing === false ? 'no' : 'never';
  return (
    <Section title={t('inbox.context.consent')}>
      {data ? (
        <>
          <StatusBadge tone={said === 'yes' ? 'good' : said === 'no' ? 'failed' : 'quiet'}>
            {t(`inbox.consent.${said}`)}
          </StatusBadge>
          {newest && (
            <Text size="xs" c="dimmed" mt={4}>
              {newest.source} · <RelativeTime at={newest.at} />
            </Text>
          )}
        </>
      ) : (
        <Skeleton height={20} width={120} />
      )}
    </Section>
  );
}

/** Threads with the same person on other numbers of the business, or closed ones. */
function Earlier({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data } = useQuery(
    queryOptions({
      queryKey: [business, 'conversations', 'of', row.contact.id],
      queryFn: ({ signal }) =>
        answered(
          api.GET('/api/v1/conversations', {
            params: { query: { contactId: row.contact.id, status: 'any', limit: 10 } },
            signal,
          }),
        ),
    }),
  );
  const others = data?.items.filter(({ id }) => id !== row.id) ?? [];
  if (others.length === 0) return null;
  return (
    <Section title={t('inbox.context.earlier')}>
      <ul className={css.rows}>
        {others.map(({ id, status, lastMessage, lastMessageAt }) => (
          <li key={id}>
            <Link to={`/${business}/inbox/${id}?status=any`}>
              <strong>{t(`inbox.status.${status}`)}</strong>
              {lastMessageAt && (
                <span className={css.end}>
                  <RelativeTime at={lastMessageAt} />
                </span>
              )}
              <small dir="auto">{lastMessage?.preview}</small>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.section}>
    <h4>{title}</h4>
    {children}
  </section>
);

type KnownProps<One> = { data: One[] | undefined; error: unknown; none: string; children: (data: One[]) => ReactNode };

/** Rows, or their size while they come, or what there is instead. */
function Known<One>({ data, error, none, children }: KnownProps<One>) {
  const { t } = useTranslation();
  if (error && !data) return <p className={css.quiet}>{t('common.problem.ours')}</p>;
  if (!data) return <Skeleton height={44} />;
  if (data.length === 0) return <p className={css.quiet}>{none}</p>;
  return <ul className={css.rows}>{children(data)}</ul>;
}
