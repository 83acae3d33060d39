import { Button, Text, TextInput } from '@mantine/core';
import { IconMessageBolt, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { languageName } from '../../../ui/language-name.ts';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import { businessOf } from '../calls.ts';
import { addReply, deleteReply, type Reply, type ReplyDraft, repliesOf } from './calls.ts';
import css from './replies.module.css';
import { groupsOf, type ReplyGroup } from './replies.ts';
import { ReplyDialog } from './reply-dialog.tsx';

/** What is being written: a reply that exists, or a new one that begins like this. */
type Writing = { reply: Reply | null; draft: ReplyDraft };

/** Replies written once and used often: after a slash in the inbox. */
export function RepliesPage() {
  const { t } = useTranslation('desk');
  const { can } = useMe();
  const business = useBusiness();
  const { data, error, refetch } = useQuery(repliesOf(business));
  const { data: about } = useQuery(businessOf(business));
  const [search, setSearch] = useState('');
  const [writing, setWriting] = useState<Writing | null>(null);
  const spoken = about?.languages ?? ['en'];
  const mayWrite = can('conversations:write');
  const groups = groupsOf(data ?? [], search);

  const restore = useWrite({ write: addReply, touches: ['canned-replies'] });
  const remove = useWrite({
    write: (reply: Reply) => deleteReply(reply.id),
    touches: ['canned-replies'],
    done: (_, { shortcut, language, title, body }) => ({
      message: t('desk.replies.deleted', { shortcut }),
      undo: () => restore.mutate({ shortcut, language, title, body }),
    }),
  });
  const write = () =>
    setWriting({ reply: null, draft: { shortcut: '', language: spoken[0] ?? 'en', title: '', body: '' } });
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={write}>
      {t('desk.replies.new')}
    </Button>
  );

  return (
    <Page title={t('desk.replies.title')} action={add} isFull={false}>
      <div className={css.wrap}>
        <Text c="dimmed" mb="md">
          {t('desk.replies.text')}
        </Text>
        {error ? <Trouble error={error} retry={refetch} /> : null}
        {!data && !error && <ListSkeleton rows={5} />}
        {data?.length === 0 && (
          <EmptyState
            icon={IconMessageBolt}
            title={t('desk.replies.none')}
            text={t('desk.replies.noneNext')}
            action={add}
          />
        )}
        {data && data.length > 0 && (
          <>
            <TextInput
              type="search"
              mb="sm"
              maw={360}
              value={search}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
              placeholder={t('desk.replies.search')}
              aria-label={t('desk.replies.search')}
              leftSection={<IconSearch size={16} aria-hidden />}
            />
            <ul className={css.rows} aria-label={t('desk.replies.title')}>
              {groups.map((group) => (
                <GroupRow key={group.shortcut} group={group} spoken={spoken} mayWrite={mayWrite} onWrite={setWriting} />
              ))}
            </ul>
            {groups.length === 0 && (
              <EmptyState title={t('desk.replies.notFound')} text={t('desk.replies.notFoundNext')} />
            )}
          </>
        )}
      </div>
      {writing && (
        <ReplyDialog
          reply={writing.reply}
          draft={writing.draft}
          about={about}
          onDelete={(reply) => remove.mutate(reply)}
          onClose={() => setWriting(null)}
        />
      )}
    </Page>
  );
}

type RowProps = { group: ReplyGroup; spoken: string[]; mayWrite: boolean; onWrite: (writing: Writing) => void };

/** A shortcut with its words, and each language it has; those the business speaks and it lacks can be added. */
function GroupRow({ group: { shortcut, replies }, spoken, mayWrite, onWrite }: RowProps) {
  const { t, i18n } = useTranslation('desk');
  const inOrder = replies.toSorted((a, b) => rank(a.language, spoken) - rank(b.language, spoken));
  const first = inOrder[0]!;
  const missing = spoken.filter((language) => !replies.some((reply) => reply.language === language));
  const named = (language: string) => languageName(language, i18n.resolvedLanguage ?? 'en');
  return (
    <li className={css.row}>
      <div className={css.words}>
        <strong>
          <bdi>/{shortcut}</bdi>
        </strong>{' '}
        <bdi>{first.title}</bdi>
        <p>
          <bdi>{first.body}</bdi>
        </p>
      </div>
      <div className={css.languages}>
        {inOrder.map((reply) => (
          <Button
            key={reply.id}
            size="compact-md"
            variant="default"
            disabled={!mayWrite}
            aria-label={t('desk.replies.edit', { shortcut, language: named(reply.language) })}
            onClick={() => onWrite({ reply, draft: reply })}
          >
            {named(reply.language)}
          </Button>
        ))}
        {mayWrite &&
          missing.map((language) => (
            <Button
              key={language}
              size="compact-md"
              variant="subtle"
              color="gray"
              leftSection={<IconPlus size={14} aria-hidden />}
              aria-label={t('desk.replies.addLanguage', { shortcut, language: named(language) })}
              onClick={() => onWrite({ reply: null, draft: { shortcut, language, title: first.title, body: '' } })}
            >
              {named(language)}
            </Button>
          ))}
      </div>
    </li>
  );
}

const rank = (language: string, spoken: readonly string[]): number =>
  spoken.includes(language) ? spoken.indexOf(language) : spoken.length;
