import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconArrowLeft,
  IconCircleCheck,
  IconDots,
  IconHandStop,
  IconHourglass,
  IconLayoutSidebarRight,
  IconMoonStars,
  IconRobot,
  IconSearch,
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
import { nameOf } from './names.ts';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { StatusButton, StatusItems, type StatusProps } from './status-menu.tsx';
import css from './thread/thread.module.css';
import type { Changes } from './use-changes.ts';

type Props = {
  row: Row;
  changes: Changes;
  onBack: () => void;
  onSearch: () => void;
  onContext: () => void;
  isContextOpen: boolean;
};

/** Who it is, who answers, and the one thing to do next. */
export function ConversationHead({ row, changes, onBack, onSearch, onContext, isContextOpen }: Props) {
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
          <MoreMenu row={row} changes={changes} onMoment={() => setSnoozing(true)} onSearch={onSearch} />
          {isSnoozing && <SnoozeDialog onPick={snooze} onClose={() => setSnoozing(false)} />}
        </>
      )}
      <Tooltip label={t('inbox.search.label')}>
        {/* On phones it stands in the menu, for those who have one. */}
        <ActionIcon visibleFrom={mayWrite ? 'md' : undefined} onClick={onSearch} aria-label={t('inbox.search.label')}>
          <IconSearch size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
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

type MenuProps = StatusProps & { onSearch: () => void };

/** Whom it is given to; on phones also what stands in the header elsewhere. */
function MoreMenu({ row, changes: { owner, status }, onMoment, onSearch }: MenuProps) {
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
        <Menu.Item hiddenFrom="md" leftSection={<IconSearch size={16} aria-hidden />} onClick={onSearch}>
          {t('inbox.search.label')}
        </Menu.Item>
        <Menu.Divider hiddenFrom="md" />
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
