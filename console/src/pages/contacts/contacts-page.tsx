import { ActionIcon, Button, Group } from '@mantine/core';
import { IconAddressBook, IconPlus, IconTag, IconUpload } from '@tabler/icons-react';
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
import { BulkTagDialog } from './bulk-tag-dialog.tsx';
import { type ContactRow, contactFilters, contactsOf, MARKETING, tagsOf } from './calls.ts';
import { ContactDetail } from './contact-detail.tsx';
import { ContactForm } from './contact-form.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { languageName, SPOKEN } from './language-name.ts';
import { MarketingBadge } from './marketing-badge.tsx';

/** Everybody who wrote or was written to. */
export function ContactsPage() {
  const { t, i18n } = useTranslation('contacts');
  const business = useBusiness();
  const { can } = useMe();
  const { id } = useParams();
  const navigate = useNavigate();
  const query = contactFilters(useFilters().values);
  const list = useList(contactsOf(business, query));
  const { data: tags = [] } = useQuery(tagsOf(business));
  const columns = useColumns();
  const [open, setOpen] = useState<'new' | 'import' | null>(null);
  const [tagging, setTagging] = useState<{ rows: readonly ContactRow[]; done: () => void } | null>(null);
  const mayWrite = can('contacts:write');
  const close = () => navigate(`/${business}/contacts${location.search}`);
  const add = mayWrite && (
    <Group gap="xs" wrap="nowrap">
      <Button
        variant="default"
        visibleFrom="xs"
        leftSection={<IconUpload size={16} aria-hidden />}
        onClick={() => setOpen('import')}
      >
        {t('contacts.import.open')}
      </Button>
      <ActionIcon
        variant="default"
        hiddenFrom="xs"
        aria-label={t('contacts.import.open')}
        onClick={() => setOpen('import')}
      >
        <IconUpload size={16} aria-hidden />
      </ActionIcon>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
        {t('contacts.new')}
      </Button>
    </Group>
  );

  return (
    <Page title={t('contacts.title')} action={add}>
      <ListWithDetail
        label={t('contacts.one')}
        list={
          <DataList
            name="contacts"
            label={t('contacts.title')}
            list={list}
            columns={columns}
            rowKey={idOf}
            href={(row) => `/${business}/contacts/${row.id}`}
            openKey={id ?? null}
            search={t('contacts.search')}
            filters={[
              {
                name: 'marketing',
                label: t('contacts.column.marketing'),
                options: MARKETING.map((value) => ({ value, label: t(`contacts.marketing.${value}`) })),
              },
              {
                name: 'tag',
                label: t('contacts.column.tags'),
                options: tags.map(({ tag }) => ({ value: tag, label: tag })),
              },
              {
                name: 'language',
                label: t('contacts.column.language'),
                options: SPOKEN.map((value) => ({ value, label: languageName(value, i18n.language) })),
              },
            ]}
            {...(mayWrite ? { csv: { href: `/api/v1/contacts/export?${new URLSearchParams(query)}` } } : {})}
            bulk={
              mayWrite
                ? [
                    {
                      label: t('contacts.tag'),
                      icon: IconTag,
                      run: (rows) => new Promise<void>((done) => setTagging({ rows, done })),
                    },
                  ]
                : []
            }
            empty={
              <EmptyState
                icon={IconAddressBook}
                title={t('contacts.empty.title')}
                text={t('contacts.empty.text')}
                action={add}
              />
            }
          />
        }
        detail={id === undefined ? null : <ContactDetail key={id} id={id} onClose={close} />}
        onClose={close}
      />
      {open === 'new' && <ContactForm onClose={() => setOpen(null)} />}
      {open === 'import' && <ImportDialog onClose={() => setOpen(null)} />}
      {tagging && (
        <BulkTagDialog
          contacts={tagging.rows}
          known={tags.map(({ tag }) => tag)}
          onClose={() => {
            tagging.done();
            setTagging(null);
          }}
        />
      )}
    </Page>
  );
}

const idOf = ({ id }: ContactRow): string => id;

function useColumns(): Column<ContactRow>[] {
  const { t, i18n } = useTranslation('contacts');
  return [
    {
      key: 'name',
      title: t('contacts.column.name'),
      width: 'minmax(150px, 1.6fr)',
      isFixed: true,
      render: ({ name, username, phone }) => (
        <span className="cut">
          <bdi>{name || (username && `@${username}`) || phone || t('contacts.nobody')}</bdi>
        </span>
      ),
      csv: ({ name }) => name,
    },
    {
      key: 'phone',
      title: t('contacts.column.phone'),
      width: '150px',
      render: ({ phone, username }) => <bdi className="numbers">{phone ?? (username && `@${username}`)}</bdi>,
    },
    {
      key: 'email',
      title: t('contacts.column.email'),
      width: 'minmax(140px, 1.2fr)',
      onPhones: false,
      isExtra: true,
      render: ({ email }) => <span className="cut">{email}</span>,
    },
    {
      key: 'language',
      title: t('contacts.column.language'),
      width: '110px',
      onPhones: false,
      render: ({ language }) => language && languageName(language, i18n.language),
    },
    {
      key: 'tags',
      title: t('contacts.column.tags'),
      width: 'minmax(120px, 1fr)',
      onPhones: false,
      render: ({ tags }) => (
        <span className="cut">
          <bdi>{tags.join(', ')}</bdi>
        </span>
      ),
    },
    {
      key: 'marketing',
      title: t('contacts.column.marketing'),
      width: '130px',
      render: ({ marketing }) => <MarketingBadge marketing={marketing} />,
    },
    {
      key: 'last',
      title: t('contacts.column.lastMessage'),
      width: '120px',
      render: ({ lastMessageAt }) => lastMessageAt && <RelativeTime at={lastMessageAt} />,
    },
    {
      key: 'since',
      title: t('contacts.column.since'),
      width: '120px',
      onPhones: false,
      isExtra: true,
      render: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}
