import { ActionIcon, Button, CloseButton, Menu, Tooltip } from '@mantine/core';
import {
  IconCircleCheck,
  IconDots,
  IconMoonStars,
  IconRobot,
  IconSquareCheck,
  IconTag,
  IconUserCheck,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { useFormats } from '../../../ui/use-formats.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { changeLabels, changeMany, colleaguesOf, labelsOf, type ManyChanges, setStatus } from '../calls.ts';
import type { Row } from '../model/shapes.ts';
import { snoozeChoices } from '../model/snooze.ts';
import css from './list.module.css';

type Props = { rows: readonly Row[]; onDone: () => void; onAll: () => void };

/** What can be done with several conversations at once, and taken back where that is possible. */
export function BulkBar({ rows, onDone, onAll }: Props) {
  const { t } = useTranslation('inbox');
  const { person } = useMe();
  const { change } = useBulk(rows);
  const run = (changes: ManyChanges) => change.mutate(changes, { onSuccess: onDone });
  return (
    <div className={css.bulk} role="toolbar" aria-label={t('inbox.bulk.label')}>
      <span aria-live="polite">{t('inbox.bulk.selected', { count: rows.length })}</span>
      {person && (
        <Tooltip label={t('inbox.bulk.assign')}>
          <ActionIcon
            aria-label={t('inbox.bulk.assign')}
            disabled={change.isPending}
            onClick={() => run({ assignment: { to: 'me' } })}
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
        onClick={() => run({ status: { status: 'resolved' } })}
      >
        {t('inbox.bulk.resolve')}
      </Button>
      <MoreForMany run={run} onAll={onAll} />
      <CloseButton aria-label={t('inbox.bulk.none')} onClick={onDone} />
    </div>
  );
}

function useBulk(rows: readonly Row[]) {
  const { t } = useTranslation('inbox');
  const back = useWrite({
    write: (undo: () => Promise<unknown>) => undo(),
    touches: ['conversations'],
  });
  const change = useWrite({
    write: (changes: ManyChanges) =>
      changeMany(
        rows.map(({ id }) => id),
        changes,
      ),
    touches: ['conversations', 'entries'],
    done: ({ items }, { assignment, status, labels }) => {
      const count = items.length;
      const failed = items.filter(({ problem }) => problem !== null);
      if (failed.length > 0)
        return { message: t('inbox.done.partly', { count: failed.length, reason: failed[0]?.title }) };
      if (assignment?.to === 'me') return { message: t('inbox.done.assignedMany', { count }) };
      if (assignment) return { message: t('common.saved') };
      if (labels) {
        const [label = ''] = labels.add ?? [];
        const without = rows.filter((row) => !row.labels.includes(label));
        const undo = () => Promise.all(without.map(({ id }) => changeLabels(id, { remove: [label] })));
        return { message: t('inbox.done.labelled', { count }), undo: () => back.mutate(undo) };
      }
      const undo = () =>
        Promise.all(rows.map((row) => setStatus(row.id, row.status === 'snoozed' ? 'open' : row.status)));
      return {
        message: t(status?.status === 'snoozed' ? 'inbox.done.snoozed' : 'inbox.done.resolvedMany', { count }),
        undo: () => back.mutate(undo),
      };
    },
  });
  return { change };
}

function MoreForMany({ run, onAll }: { run: (changes: ManyChanges) => void; onAll: () => void }) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const business = useBusiness();
  const { person } = useMe();
  const { data: colleagues = [] } = useQuery(colleaguesOf(business));
  const { data: labels = [] } = useQuery(labelsOf(business));
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={t('inbox.bulk.more')} title={t('inbox.bulk.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Item leftSection={<IconSquareCheck size={16} aria-hidden />} onClick={onAll}>
          {t('inbox.bulk.all')}
        </Menu.Item>
        <Menu.Label>{t('inbox.owner.assign')}</Menu.Label>
        {colleagues
          .filter(({ id }) => id !== person?.id)
          .map(({ id, name, state }) => (
            <Menu.Item
              key={id}
              leftSection={<IconUserPlus size={16} aria-hidden />}
              rightSection={<small>{t(`inbox.presence.${state}`)}</small>}
              onClick={() => run({ assignment: { to: 'person', personId: id } })}
            >
              {name}
            </Menu.Item>
          ))}
        <Menu.Item
          leftSection={<IconUsers size={16} aria-hidden />}
          onClick={() => run({ assignment: { to: 'next' } })}
        >
          {t('inbox.owner.next')}
        </Menu.Item>
        <Menu.Item leftSection={<IconRobot size={16} aria-hidden />} onClick={() => run({ assignment: { to: 'bot' } })}>
          {t('inbox.bulk.toBot')}
        </Menu.Item>
        <Menu.Label>{t('inbox.bulk.snooze')}</Menu.Label>
        {snoozeChoices(new Date()).map(({ key, until }) => (
          <Menu.Item
            key={key}
            leftSection={<IconMoonStars size={16} aria-hidden />}
            title={exact(until)}
            onClick={() => run({ status: { status: 'snoozed', until: until.toISOString() } })}
          >
            {t(`inbox.snooze.${key}`)}
          </Menu.Item>
        ))}
        {labels.length > 0 && <Menu.Label>{t('inbox.bulk.addLabel')}</Menu.Label>}
        {labels.map(({ name }) => (
          <Menu.Item
            key={name}
            leftSection={<IconTag size={16} aria-hidden />}
            onClick={() => run({ labels: { add: [name] } })}
          >
            <bdi>{name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
