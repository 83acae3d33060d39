import { ActionIcon, Button, Group, Textarea } from '@mantine/core';
import { IconNote, IconPencil, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { useFormats } from '../../../ui/use-formats.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { addNote, changeNote, colleaguesOf, deleteNote } from '../calls.ts';
import { keyed } from '../model/keyed.ts';
import { readNote, typedNote, withMentions } from '../model/mentions.ts';
import type { Entry } from '../model/shapes.ts';
import css from './thread.module.css';

const LONGEST = 10_000;

/** What a colleague wrote for the team. Who wrote it may change it; an admin may delete it, too. */
export function Note({ entry, conversationId }: { entry: Entry; conversationId: string }) {
  const { t } = useTranslation('inbox');
  const { exact, clock } = useFormats();
  const { person, role, can } = useMe();
  const [isWriting, setWriting] = useState(false);
  const body = entry.body ?? '';
  const again = useWrite({ write: () => addNote(conversationId, body), touches: ['entries'] });
  const remove = useWrite({
    write: () => deleteNote(conversationId, entry.id),
    touches: ['entries'],
    done: () => ({ message: t('inbox.note.deleted'), undo: () => again.mutate() }),
  });
  const isMine = entry.actor.id !== null && entry.actor.id === person?.id && can('conversations:write');
  const mayDelete = isMine || role === 'owner' || role === 'admin';
  const at = new Date(entry.at);
  return (
    <aside className={css.note} aria-label={t('inbox.note.by', { name: entry.actor.name })}>
      <header>
        <IconNote size={14} aria-hidden />
        <bdi>{entry.actor.name}</bdi> · {t('inbox.note.private')}
        {entry.editedAt && ` · ${t('inbox.edited.here')}`}
        <span className={css.noteTools}>
          {isMine && !isWriting && (
            <ActionIcon size={28} onClick={() => setWriting(true)} aria-label={t('inbox.note.change')}>
              <IconPencil size={14} aria-hidden />
            </ActionIcon>
          )}
          {mayDelete && !isWriting && (
            <ActionIcon
              size={28}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
              aria-label={t('inbox.note.delete')}
            >
              <IconTrash size={14} aria-hidden />
            </ActionIcon>
          )}
          <time dateTime={entry.at} title={exact(at)}>
            {clock(at)}
          </time>
        </span>
      </header>
      {isWriting ? (
        <NoteField entry={entry} conversationId={conversationId} onDone={() => setWriting(false)} />
      ) : (
        <div dir="auto">
          {keyed(readNote(body), ({ text }) => text).map(({ key, item }) =>
            item.kind === 'person' ? (
              <strong key={key} data-me={item.id === person?.id || undefined}>
                {item.text}
              </strong>
            ) : (
              item.text
            ),
          )}
        </div>
      )}
    </aside>
  );
}

type FieldProps = { entry: Entry; conversationId: string; onDone: () => void };

function NoteField({ entry, conversationId, onDone }: FieldProps) {
  const { t } = useTranslation('inbox');
  const { data: colleagues = [] } = useQuery(colleaguesOf(useBusiness()));
  const [text, setText] = useState(typedNote(entry.body ?? ''));
  const save = useWrite({
    write: () => changeNote(conversationId, entry.id, withMentions(text.trim(), colleagues)),
    touches: ['entries'],
    done: () => {
      onDone();
      return null;
    },
  });
  return (
    <>
      <Textarea
        autosize
        minRows={1}
        maxRows={8}
        dir="auto"
        autoFocus
        maxLength={LONGEST}
        value={text}
        aria-label={t('inbox.composer.noteLabel')}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
      />
      <Group justify="flex-end" gap="xs" mt="xs">
        <Button size="compact-sm" variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button size="compact-sm" disabled={text.trim() === ''} loading={save.isPending} onClick={() => save.mutate()}>
          {t('common.save')}
        </Button>
      </Group>
    </>
  );
}
