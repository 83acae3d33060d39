import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import type { paths } from '../../../api/schema.d.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { type Column, DataList } from '../../../ui/data-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Fact, Facts } from '../../../ui/facts.tsx';
import { useFilters } from '../../../ui/filters.ts';
import { DetailPane, ListWithDetail } from '../../../ui/list-with-detail.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { listOptions, useList } from '../../../ui/use-list.ts';
import css from './audit.module.css';
import { changesOf } from './changes.ts';

export type Entry = paths['/api/v1/audit']['get']['responses'][200]['content']['application/json']['items'][number];

/** Kinds of action one looks for: everything whose name begins so. */
const KINDS = [
  'session',
  'password',
  'second_factor',
  'access',
  'team',
  'key',
  'channel',
  'template',
  'inbox',
  'canned_reply',
  'label',
  'order',
  'product',
  'variant',
  'stock',
  'production',
  'ticket',
  'contact',
  'flow',
  'faq',
  'webhook',
  'inbound_event',
  'dead_letter',
  'business',
] as const;

/** Who changed what, and from what to what. */
export function AuditPage() {
  const { t } = useTranslation('audit');
  const business = useBusiness();
  const { values } = useFilters();
  const [open, setOpen] = useState<Entry | null>(null);
  const { search, kind } = values;
  const query = { ...(search ? { search } : {}), ...(kind ? { action: `${kind}.` } : {}) };
  const list = useList(
    listOptions<Entry>([business, 'audit', 'list', query], (cursor, signal) =>
      answered(api.GET('/api/v1/audit', { params: { query: { ...query, ...(cursor ? { cursor } : {}) } }, signal })),
    ),
  );
  const columns = useColumns(setOpen);
  return (
    <Page title={t('audit.title')}>
      <ListWithDetail
        label={t('audit.entry')}
        list={
          <DataList
            name="audit"
            label={t('audit.title')}
            list={list}
            columns={columns}
            rowKey={({ id }) => id}
            openKey={open?.id ?? null}
            search={t('audit.search')}
            filters={[
              {
                name: 'kind',
                label: t('audit.kind'),
                options: KINDS.map((one) => ({ value: one, label: t(`audit.kinds.${one}`) })),
              },
            ]}
            csv
            empty={<EmptyState icon={IconHistory} title={t('audit.empty')} text={t('audit.emptyText')} />}
          />
        }
        detail={open && <EntryDetail entry={open} onClose={() => setOpen(null)} />}
        onClose={() => setOpen(null)}
      />
    </Page>
  );
}

function useColumns(open: (entry: Entry) => void): Column<Entry>[] {
  const { t } = useTranslation('audit');
  return [
    {
      key: 'action',
      title: t('audit.action'),
      width: 'minmax(200px, 1.2fr)',
      isFixed: true,
      render: (entry) => (
        <button type="button" className={css.action} onClick={() => open(entry)}>
          {t(`audit.actions.${entry.action}`, { defaultValue: entry.action })}
        </button>
      ),
      csv: ({ action }) => action,
    },
    {
      key: 'subject',
      title: t('audit.subject'),
      width: 'minmax(160px, 1.5fr)',
      render: ({ subject }) => <bdi>{subject}</bdi>,
      csv: ({ subject }) => subject,
    },
    {
      key: 'who',
      title: t('audit.who'),
      width: 'minmax(120px, 1fr)',
      render: ({ actor }) => actor.name,
      csv: ({ actor }) => actor.name,
    },
    {
      key: 'address',
      title: t('audit.address'),
      width: '140px',
      isExtra: true,
      render: ({ address }) => address ?? '',
      csv: ({ address }) => address,
    },
    {
      key: 'at',
      title: t('audit.at'),
      width: '140px',
      render: ({ at }) => <RelativeTime at={at} />,
      csv: ({ at }) => at,
    },
  ];
}

function EntryDetail({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const { t } = useTranslation('audit');
  const { exact } = useFormats();
  const changes = changesOf(entry.before, entry.after);
  return (
    <DetailPane title={t(`audit.actions.${entry.action}`, { defaultValue: entry.action })} onClose={onClose}>
      <Facts mb={24}>
        <Fact label={t('audit.subject')}>
          <bdi>{entry.subject}</bdi>
        </Fact>
        <Fact label={t('audit.who')}>
          {entry.actor.name} ({t(`audit.actors.${entry.actor.kind}`)})
        </Fact>
        <Fact label={t('audit.at')}>{exact(new Date(entry.at))}</Fact>
        <Fact label={t('audit.address')}>{entry.address ?? t('common.none')}</Fact>
        <Fact label={t('audit.kept')}>
          <code>{entry.action}</code>
        </Fact>
      </Facts>
      {changes.length > 0 && (
        <table className={css.changes}>
          <thead>
            <tr>
              <th scope="col">{t('audit.what')}</th>
              <th scope="col">{t('audit.before')}</th>
              <th scope="col">{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ name, before, after }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <bdi>{before}</bdi>
                </td>
                <td>
                  <bdi>{after}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </DetailPane>
  );
}
