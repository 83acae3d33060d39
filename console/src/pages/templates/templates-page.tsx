import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconPlus, IconRefresh, IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFilters } from '../../ui/filters.ts';
import { ListWithDetail } from '../../ui/list-with-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useList } from '../../ui/use-list.ts';
import { useWrite } from '../../ui/use-write.ts';
import {
  CATEGORIES,
  channelsOf,
  STATUSES,
  syncTemplates,
  type Template,
  templateFilters,
  templatesOf,
} from './calls.ts';
import { Quality, TemplateStatus } from './status-badge.tsx';
import { TemplateDetail } from './template-detail.tsx';
import { TemplateEditor } from './template-editor.tsx';

/** The messages that may be sent at any time, as the platform approved them. */
export function TemplatesPage() {
  const { t } = useTranslation('templates');
  const business = useBusiness();
  const { can } = useMe();
  const { id } = useParams();
  const navigate = useNavigate();
  const query = templateFilters(useFilters().values);
  const list = useList(templatesOf(business, query));
  const columns = useColumns();
  const [isNew, setNew] = useState(false);
  const mayWrite = can('templates:write');
  const close = () => navigate(`/${business}/templates${location.search}`);
  const action = mayWrite && (
    <Group gap="xs" wrap="nowrap">
      <SyncButton />
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
        {t('templates.new')}
      </Button>
    </Group>
  );
  return (
    <Page title={t('templates.title')} action={action}>
      <ListWithDetail
        label={t('templates.one')}
        list={
          <DataList
            name="templates"
            label={t('templates.title')}
            list={list}
            columns={columns}
            rowKey={idOf}
            href={(row) => `/${business}/templates/${row.id}`}
            openKey={id ?? null}
            search={t('templates.search')}
            filters={[
              {
                name: 'status',
                label: t('templates.column.status'),
                options: STATUSES.map((value) => ({ value, label: t(`templates.status.${value}`) })),
              },
              {
                name: 'category',
                label: t('templates.column.category'),
                options: CATEGORIES.map((value) => ({ value, label: t(`templates.category.${value}`) })),
              },
            ]}
            csv
            empty={
              <EmptyState
                icon={IconTemplate}
                title={t('templates.empty.title')}
                text={t('templates.empty.text')}
                action={action}
              />
            }
          />
        }
        detail={id === undefined ? null : <TemplateDetail key={id} id={id} onClose={close} />}
        onClose={close}
      />
      {isNew && <TemplateEditor onClose={() => setNew(false)} />}
    </Page>
  );
}

const idOf = ({ id }: Template): string => id;

/** Reads all templates from the platform now; webhooks keep them up to date in between. */
function SyncButton() {
  const { t } = useTranslation('templates');
  const { can } = useMe();
  const { data } = useQuery({ ...channelsOf(useBusiness()), enabled: can('channels:read') });
  const channels = data?.items ?? [];
  const write = useWrite({
    write: () => Promise.all(channels.map(({ id }) => syncTemplates(id))),
    touches: ['templates'],
    done: (synced) => ({
      message: t('templates.synced', { found: synced.reduce((sum, { found }) => sum + found, 0) }),
    }),
  });
  if (channels.length === 0) return null;
  return (
    <Tooltip label={t('templates.sync')}>
      <ActionIcon
        size={36}
        variant="default"
        aria-label={t('templates.sync')}
        loading={write.isPending}
        onClick={() => write.mutate()}
      >
        <IconRefresh size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function useColumns(): Column<Template>[] {
  const { t } = useTranslation('templates');
  return [
    {
      key: 'name',
      title: t('templates.column.name'),
      width: 'minmax(160px, 2fr)',
      isFixed: true,
      render: ({ name }) => <span className="cut">{name}</span>,
      csv: ({ name }) => name,
    },
    {
      key: 'language',
      title: t('templates.column.language'),
      width: '90px',
      render: ({ language }) => language,
      csv: ({ language }) => language,
    },
    {
      key: 'status',
      title: t('templates.column.status'),
      width: '140px',
      render: ({ status }) => <TemplateStatus status={status} />,
      csv: ({ status }) => status,
    },
    {
      key: 'category',
      title: t('templates.column.category'),
      width: '130px',
      onPhones: false,
      render: ({ category }) => t(`templates.category.${category}`, { defaultValue: category }),
      csv: ({ category }) => category,
    },
    {
      key: 'quality',
      title: t('templates.column.quality'),
      width: '120px',
      onPhones: false,
      render: ({ quality }) => <Quality quality={quality} />,
      csv: ({ quality }) => quality,
    },
    {
      key: 'synced',
      title: t('templates.column.synced'),
      width: '120px',
      onPhones: false,
      render: ({ syncedAt }) => <RelativeTime at={syncedAt} />,
    },
  ];
}
