import { Button, Menu } from '@mantine/core';
import {
  IconCalendarTime,
  IconChevronDown,
  IconCircleCheck,
  IconHourglass,
  IconMoonStars,
  IconRefresh,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import type { Row } from './model/shapes.ts';
import { snoozeChoices } from './model/snooze.ts';
import css from './thread/thread.module.css';
import type { Changes } from './use-changes.ts';

export type StatusProps = { row: Row; changes: Pick<Changes, 'status' | 'owner'>; onMoment: () => void };

/** Resolve or open again with one press; the rest behind the arrow. */
export function StatusButton({ row, changes: { status }, onMoment }: StatusProps) {
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

/** Every other status, as items of a menu. */
export function StatusItems({ row, status, exact, onMoment }: ItemsProps) {
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
