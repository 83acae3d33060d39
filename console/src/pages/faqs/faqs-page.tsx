import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconDotsVertical, IconHelpCircle, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListWithDetail } from '../../ui/list-with-detail.tsx';
import { Page } from '../../ui/page.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useWrite } from '../../ui/use-write.ts';
import { faqsOf, orderFaqs } from './faq-queries.ts';
import css from './faqs.module.css';
import { ImportFaqs } from './import-faqs.tsx';
import { found, moved, type Topic, topicsOf } from './model/topics.ts';
import { saveCsv } from './save-csv.ts';
import { TestQuestion } from './test-question.tsx';
import { TopicPane } from './topic-pane.tsx';

/** What customers ask often, by topic; each in its languages side by side. */
export function FaqsPage() {
  const { t } = useTranslation('faqs');
  const { can } = useMe();
  const business = useBusiness();
  const go = useNavigate();
  const { topic: open } = useParams();
  const { data, error, isPending, refetch } = useQuery(faqsOf(business));
  const [search, setSearch] = useState('');
  const [isImporting, setImporting] = useState(false);
  const languages = languagesIn(data ?? []);
  const topics = topicsOf(data ?? [], languages);
  const mayWrite = can('faqs:write');
  const close = () => go(`/${business}/faqs`);
  const detail =
    open === undefined ? null : open === 'test' ? (
      <TestQuestion languages={languages} faqs={data ?? []} onClose={close} />
    ) : data ? (
      <TopicPane
        key={open}
        topic={topics.find(({ topic }) => topic === open) ?? null}
        languages={languages}
        isNew={open === 'new'}
        onClose={close}
      />
    ) : null;
  useShortcuts(mayWrite ? [{ keys: 'n', label: t('faqs.new'), run: () => go(`/${business}/faqs/new`) }] : []);

  return (
    <Page
      title={t('faqs.title')}
      action={
        mayWrite && (
          <Button component={Link} to={`/${business}/faqs/new`} leftSection={<IconPlus size={16} aria-hidden />}>
            {t('faqs.new')}
          </Button>
        )
      }
      tools={
        <>
          <Button component={Link} to={`/${business}/faqs/test`} variant="default">
            {t('faqs.test')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('faqs.more')}>
                <IconDotsVertical size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void saveCsv(business)}>{t('faqs.export')}</Menu.Item>
              {mayWrite && <Menu.Item onClick={() => setImporting(true)}>{t('faqs.import')}</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </>
      }
    >
      <ListWithDetail
        label={t('faqs.title')}
        onClose={close}
        width={560}
        detail={detail}
        list={
          <div className={css.list}>
            <TextInput
              type="search"
              className={css.search}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
              placeholder={t('faqs.search')}
              aria-label={t('faqs.search')}
              leftSection={<IconSearch size={16} aria-hidden />}
              maxLength={200}
            />
            {isPending && <ListSkeleton />}
            {error && <Trouble error={error} retry={refetch} />}
            {data?.length === 0 && (
              <EmptyState
                icon={IconHelpCircle}
                title={t('faqs.none')}
                text={t('faqs.noneAdvice')}
                action={
                  mayWrite && (
                    <Button variant="default" onClick={() => setImporting(true)}>
                      {t('faqs.import')}
                    </Button>
                  )
                }
              />
            )}
            {data && data.length > 0 && found(topics, search).length === 0 && (
              <EmptyState title={t('common.nothingFound')} text={t('common.nothingFoundAdvice')} />
            )}
            <Topics
              topics={found(topics, search)}
              all={topics}
              languages={languages}
              open={open}
              mayMove={mayWrite && search === ''}
            />
          </div>
        }
      />
      <ImportFaqs isOpen={isImporting} onClose={() => setImporting(false)} />
    </Page>
  );
}

const languagesIn = (faqs: readonly { language: string }[]): string[] => {
  const counts = new Map<string, number>();
  for (const { language } of faqs) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([language]) => language);
};

type TopicsProps = { topics: Topic[]; all: Topic[]; languages: string[]; open: string | undefined; mayMove: boolean };

function Topics({ topics, all, languages, open, mayMove }: TopicsProps) {
  const { t } = useTranslation('faqs');
  const business = useBusiness();
  const order = useWrite({
    write: (names: string[]) => orderFaqs(names),
    touches: ['faqs'],
    done: () => ({ message: t('faqs.ordered'), undo: (): void => order.mutate(all.map(({ topic }) => topic)) }),
  });
  const move = (topic: string, by: -1 | 1) => {
    const names = moved(all, topic, by);
    if (names) order.mutate(names);
  };
  return (
    <ul className={css.topics}>
      {topics.map(({ topic, title, faqs, isOn }, at) => (
        <li key={topic} className={css.topic} data-open={topic === open || undefined}>
          <Link to={`/${business}/faqs/${topic}`} className={css.link} aria-current={topic === open || undefined}>
            <span className={css.question} dir="auto">
              {title}
            </span>
            <span className={css.quiet}>
              {topic} · {languages.filter((language) => faqs.some((faq) => faq.language === language)).join(', ')}
            </span>
          </Link>
          {!isOn && <StatusBadge tone="quiet">{t('faqs.off')}</StatusBadge>}
          {mayMove && (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={t('faqs.moveTopic', { topic })}>
                  <IconDotsVertical size={16} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item disabled={at === 0} onClick={() => move(topic, -1)}>
                  {t('faqs.moveUp')}
                </Menu.Item>
                <Menu.Item disabled={at === topics.length - 1} onClick={() => move(topic, 1)}>
                  {t('faqs.moveDown')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </li>
      ))}
    </ul>
  );
}
