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
import { colleaguesOf, labelsOf, type ManyChanges } from '../calls.ts';
import type { Row } from '../model/shapes.ts';
import { snoozeChoices } from '../model/snooze.ts';
import css from './list.module.css';
import { useBulk } from './use-bulk.ts';

type Props = { rows: readonly Row[]; onDone: () => void; onAll: () => void };

/** What can be done with several conversations at once, and taken back where that is possible. */
export function BulkBar({ rows, onDone, onAll }: Props) {
  const { t } = useTranslation('inbox');
  const { person } = useMe();
  const change = useBulk();
  const ids = rows.map(({ id }) => id);
  const run = (changes: ManyChanges) => change.mutate({ ids, changes }, { onSuccess: onDone });
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
