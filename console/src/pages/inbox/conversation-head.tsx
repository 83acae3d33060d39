import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconCalendarTime,
  IconChevronDown,
  IconCircleCheck,
  IconDots,
  IconHandStop,
  IconHourglass,
  IconLayoutSidebarRight,
  IconMoonStars,
  IconRefresh,
  IconRobot,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { Avatar } from './avatar.tsx';
import { colleaguesOf } from './calls.ts';
import type { Row } from './model/shapes.ts';
import { snoozeChoices } from './model/snooze.ts';
import { nameOf } from './names.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';
import css from './thread/thread.module.css';
import type { Changes } from './use-changes.ts';

type Props = { row: Row; changes: Changes; onBack: () => void; onContext: () => void; isContextOpen: boolean };

/** Who it is, who answers, and the one thing to do next. */
export function ConversationHead({ row, changes, onBack, onContext, isContextOpen }: Props) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  const name = nameOf(row.contact, t);
  const mayWrite = can('conversations:write');
  const [isSnoozing, setSnoozing] = useState(false);
  const snooze = (until: Date) => changes.status.mutate({ row, to: 'snoozed', until: until.toISOString() });
  return (
    <header className={css.head}>
      <ActionIcon hiddenFrom="md" size={44} onClick={onBack} aria-label={t('inbox.thread.back')}>
        <IconArrowLeft size={20} className="points" aria-hidden />
      </ActionIcon>
      <button
        type="button"
        className={css.asPerson}
        onClick={onContext}
        aria-expanded={isContextOpen}
        title={t('inbox.context.toggle')}
      >
        <Avatar name={name} seed={row.contact.id} />
        <span className={css.who}>
          <h2>
            <bdi>{name}</bdi>
          </h2>
          <p>
            <Owner row={row} />
            {row.status !== 'open' && <Standing row={row} />}
          </p>
        </span>
      </button>
      {mayWrite && (
        <>
          <div className={css.actions}>
            <OwnerButton row={row} changes={changes} />
            <StatusButton row={row} changes={changes} onMoment={() => setSnoozing(true)} />
          </div>
          <MoreMenu row={row} changes={changes} onMoment={() => setSnoozing(true)} />
          {isSnoozing && <SnoozeDialog onPick={snooze} onClose={() => setSnoozing(false)} />}
        </>
      )}
      <Tooltip label={t('inbox.context.toggle')}>
        <ActionIcon
          visibleFrom="md"
          onClick={onContext}
          aria-label={t('inbox.context.toggle')}
          aria-pressed={isContextOpen}
        >
          <IconLayoutSidebarRight size={18} className="points" aria-hidden />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

/** One owner at a time: the bot, a person, or nobody yet. */
function Owner({ row: { assignedTo, assignee } }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const { person } = useMe();
  if (assignedTo === 'bot') return <StatusBadge tone="bot">{t('inbox.owner.bot')}</StatusBadge>;
  if (!assignee) return <StatusBadge tone="waiting">{t('inbox.owner.nobody')}</StatusBadge>;
  return (
    <StatusBadge tone="quiet" icon={IconUser}>
      {assignee.id === person?.id ? t('inbox.owner.me') : assignee.name}
    </StatusBadge>
  );
}

function Standing({ row: { status, snoozedUntil } }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const icon = { resolved: IconCircleCheck, snoozed: IconMoonStars, pending: IconHourglass, open: null }[status];
  return (
    <StatusBadge tone="quiet" icon={icon}>
      {status === 'snoozed' && snoozedUntil
        ? t('inbox.status.snoozedUntil', { time: exact(new Date(snoozedUntil)) })
        : t(`inbox.status.${status}`)}
    </StatusBadge>
  );
}

function OwnerButton({ row, changes: { owner } }: Pick<Props, 'row' | 'changes'>) {
  const { t } = useTranslation('inbox');
  const { person } = useMe();
  const isMine = row.assignee !== null && row.assignee.id === person?.id;
  const give = isMine || (row.assignedTo === 'person' && !person);
  if (give) {
    return (
      <Button
        size="compact-md"
        variant="default"
        visibleFrom="xs"
        leftSection={<IconRobot size={16} aria-hidden />}
        loading={owner.isPending}
        onClick={() => owner.mutate({ row, to: 'bot' })}
      >
        {t('inbox.owner.giveBack')}
      </Button>
    );
  }
  return (
    <Button
      size="compact-md"
      variant="filled"
      leftSection={<IconHandStop size={16} aria-hidden />}
      loading={owner.isPending}
      onClick={() =>
        owner.mutate(
          person ? { row, to: 'me', ...(row.assignee ? { from: row.assignee.id } : {}) } : { row, to: 'person' },
        )
      }
    >
      {t('inbox.owner.take')}
    </Button>
  );
}

type MenuProps = Pick<Props, 'row' | 'changes'> & { onMoment: () => void };

function StatusButton({ row, changes: { status }, onMoment }: MenuProps) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const isOver = row.status === 'resolved';
  return (
    <Button.Group visibleFrom="sm">
      <Button
        size="compact-md"
        variant="default"
        loading={status.isPending}
        title={t(isOver ? 'inbox.status.reopen' : 'inbox.status.resolve')}
        aria-label={t(isOver ? 'inbox.status.reopen' : 'inbox.status.resolve')}
        onClick={() => status.mutate({ row, to: isOver ? 'open' : 'resolved' })}
      >
        {isOver ? <IconRefresh size={16} aria-hidden /> : <IconCircleCheck size={16} aria-hidden />}
        <span className={css.label}>{t(isOver ? 'inbox.status.reopen' : 'inbox.status.resolve')}</span>
      </Button>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <Button size="compact-md" variant="default" px={6} aria-label={t('inbox.status.more')}>
            <IconChevronDown size={16} aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <StatusItems row={row} status={status} exact={exact} onMoment={onMoment} />
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}

type ItemsProps = { row: Row; status: Changes['status']; exact: (at: Date) => string; onMoment: () => void };

function StatusItems({ row, status, exact, onMoment }: ItemsProps) {
  const { t } = useTranslation('inbox');
  return (
    <>
      <Menu.Label>{t('inbox.status.snooze')}</Menu.Label>
      {snoozeChoices(new Date()).map(({ key, until }) => (
        <Menu.Item
          key={key}
          leftSection={<IconMoonStars size={16} aria-hidden />}
          title={exact(until)}
          onClick={() => status.mutate({ row, to: 'snoozed', until: until.toISOString() })}
        >
          {t(`inbox.snooze.${key}`)}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconCalendarTime size={16} aria-hidden />} onClick={onMoment}>
        {t('inbox.snooze.pick')}
      </Menu.Item>
      <Menu.Divider />
      {row.status !== 'pending' && (
        <Menu.Item
          leftSection={<IconHourglass size={16} aria-hidden />}
          onClick={() => status.mutate({ row, to: 'pending' })}
        >
          {t('inbox.status.setPending')}
        </Menu.Item>
      )}
      {row.status !== 'open' && (
        <Menu.Item
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => status.mutate({ row, to: 'open' })}
        >
          {t('inbox.status.reopen')}
        </Menu.Item>
      )}
    </>
  );
}

/** Whom it is given to; on phones also what stands in the header elsewhere. */
function MoreMenu({ row, changes: { owner, status }, onMoment }: MenuProps) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const { person } = useMe();
  const { data: colleagues = [] } = useQuery(colleaguesOf(useBusiness()));
  const present = colleagues.toSorted((a, b) => Number(a.state !== 'online') - Number(b.state !== 'online'));
  const from = { from: row.assignee?.id ?? null };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon aria-label={t('inbox.owner.more')} title={t('inbox.owner.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        <Menu.Label>{t('inbox.owner.assign')}</Menu.Label>
        {present
          .filter(({ id }) => id !== row.assignee?.id)
          .map(({ id, name, state }) => (
            <Menu.Item
              key={id}
              leftSection={<IconUserPlus size={16} aria-hidden />}
              rightSection={<small>{t(`inbox.presence.${state}`)}</small>}
              onClick={() =>
                owner.mutate(
                  id === person?.id ? { row, to: 'me', ...from } : { row, to: 'person', personId: id, ...from },
                )
              }
            >
              {id === person?.id ? t('inbox.owner.toMe') : name}
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<IconUsers size={16} aria-hidden />} onClick={() => owner.mutate({ row, to: 'next' })}>
          {t('inbox.owner.next')}
        </Menu.Item>
        {(row.assignee || row.assignedTo === 'bot') && (
          <Menu.Item
            leftSection={<IconHourglass size={16} aria-hidden />}
            onClick={() => owner.mutate({ row, to: 'person', ...from })}
          >
            {t('inbox.owner.toNobody')}
          </Menu.Item>
        )}
        {row.assignedTo === 'person' && (
          <Menu.Item leftSection={<IconRobot size={16} aria-hidden />} onClick={() => owner.mutate({ row, to: 'bot' })}>
            {t('inbox.owner.giveBack')}
          </Menu.Item>
        )}
        <Menu.Divider hiddenFrom="sm" />
        <span className={css.onPhones}>
          <Menu.Item
            leftSection={<IconCircleCheck size={16} aria-hidden />}
            onClick={() => status.mutate({ row, to: row.status === 'resolved' ? 'open' : 'resolved' })}
          >
            {t(row.status === 'resolved' ? 'inbox.status.reopen' : 'inbox.status.resolve')}
          </Menu.Item>
          <StatusItems row={row} status={status} exact={exact} onMoment={onMoment} />
        </span>
      </Menu.Dropdown>
    </Menu>
  );
}
