import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Filters } from '../../ui/filters.ts';
import css from './orders.module.css';

/** From which day to which, in the address like every filter. */
export function DayFilter({ filters }: { filters: Filters }) {
  const { t } = useTranslation('orders');
  const { from = '', to = '' } = filters.values;
  const isSet = Boolean(from || to);
  const said = isSet ? [from, to].filter(Boolean).join(' – ') : t('orders.days.title');
  return (
    <Popover position="bottom-end" trapFocus>
      <Popover.Target>
        <Button variant={isSet ? 'light' : 'default'} className={css.days} aria-label={said}>
          <IconCalendar size={16} aria-hidden />
          <span className={css.daysWords}>{said}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {/* The browser's own field: it knows the user's calendar and works with every keyboard. */}
          <TextInput
            type="date"
            label={t('orders.days.from')}
            value={from}
            max={to || undefined}
            onChange={(event) => filters.set('from', event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('orders.days.to')}
            value={to}
            min={from || undefined}
            onChange={(event) => filters.set('to', event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button
              variant="subtle"
              onClick={() => {
                const { from: _from, to: _to, ...others } = filters.values;
                filters.replace(others);
              }}
            >
              {t('common.clear')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
