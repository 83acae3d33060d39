import { ActionIcon, Button, CloseButton, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconUserCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../session/use-me.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { changeMany, type ManyChanges, setStatus } from '../calls.ts';
import type { Row } from '../model/shapes.ts';
import css from './list.module.css';

/** What can be done with several conversations at once, and taken back. */
export function BulkBar({ rows, onDone }: { rows: readonly Row[]; onDone: () => void }) {
  const { t } = useTranslation('inbox');
  const { person } = useMe();
  const ids = rows.map(({ id }) => id);
  const change = useWrite({
    write: (changes: ManyChanges) => changeMany(ids, changes),
    touches: ['conversations'],
    done: ({ items }, { assignment }) => {
      const failed = items.filter(({ problem }) => problem !== null);
      if (failed.length > 0)
        return { message: t('inbox.done.partly', { count: failed.length, reason: failed[0]?.title }) };
      if (assignment) return { message: t('inbox.done.assignedMany', { count: items.length }) };
      return { message: t('inbox.done.resolvedMany', { count: items.length }), undo: () => reopen.mutate(rows) };
    },
  });
  const reopen = useWrite({
    write: (before: readonly Row[]) =>
      Promise.all(before.map(({ id, status }) => setStatus(id, status === 'snoozed' ? 'open' : status))),
    touches: ['conversations'],
  });
  return (
    <div className={css.bulk} role="toolbar" aria-label={t('inbox.bulk.label')}>
      <span>{t('inbox.bulk.selected', { count: rows.length })}</span>
      {person && (
        <Tooltip label={t('inbox.bulk.assign')}>
          <ActionIcon
            aria-label={t('inbox.bulk.assign')}
            disabled={change.isPending}
            onClick={() => change.mutate({ assignment: { to: 'me' } }, { onSuccess: onDone })}
          >
            <IconUserCheck size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCircleCheck size={16} aria-hidden />}
        loading={change.isPending}
        onClick={() => change.mutate({ status: { status: 'resolved' } }, { onSuccess: onDone })}
      >
        {t('inbox.bulk.resolve')}
      </Button>
      <CloseButton aria-label={t('inbox.bulk.none')} onClick={onDone} />
    </div>
  );
}
