import { Button, Group, Popover, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filters } from '../../ui/filters.ts';
import { useFormats } from '../../ui/use-formats.ts';
import css from './home.module.css';
import { type Asked, PRESETS } from './shown.ts';

type Props = { asked: Asked; filters: Filters };

/** Today, the last days, or from one day to another; the address keeps it. */
export function DaysChoice({ asked, filters }: Props) {
  const { t } = useTranslation('home');
  const { day } = useFormats();
  const isOwn = asked !== null && 'from' in asked;
  const value = asked === null ? 'today' : isOwn ? '' : String(asked.days);
  const shownDay = (text: string) => day(new Date(`${text}T12:00`), new Date());
  return (
    <Group gap="xs" className={css.days}>
      <SegmentedControl
        aria-label={t('home.days.title')}
        value={value}
        onChange={(chosen) => filters.replace(chosen === 'today' ? {} : { days: chosen })}
        data={[
          { value: 'today', label: t('home.today') },
          ...PRESETS.map((days) => ({ value: String(days), label: t('home.days.last', { count: days }) })),
        ]}
      />
      <OwnDays
        label={isOwn ? `${shownDay(asked.from)} – ${shownDay(asked.to)}` : t('home.days.own')}
        asked={isOwn ? asked : null}
        onChosen={(from, to) => filters.replace({ from, to })}
      />
    </Group>
  );
}

type OwnProps = {
  label: string;
  asked: { from: string; to: string } | null;
  onChosen: (from: string, to: string) => void;
};

function OwnDays({ label, asked, onChosen }: OwnProps) {
  const { t } = useTranslation('home');
  const [isOpen, setOpen] = useState(false);
  const [from, setFrom] = useState(asked?.from ?? '');
  const [to, setTo] = useState(asked?.to ?? '');
  return (
    <Popover position="bottom-start" trapFocus opened={isOpen} onChange={setOpen}>
      <Popover.Target>
        <Button
          variant={asked ? 'light' : 'default'}
          leftSection={<IconCalendar size={16} aria-hidden />}
          onClick={() => setOpen((was) => !was)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            setOpen(false);
            onChosen(from, to);
          }}
        >
          <Stack gap="xs">
            {/* The browser's own field: it knows the user's calendar and works with every keyboard. */}
            <TextInput
              type="date"
              label={t('home.days.from')}
              value={from}
              max={to || undefined}
              required
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={t('home.days.to')}
              value={to}
              min={from || undefined}
              required
              onChange={(event) => setTo(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit">{t('home.days.show')}</Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
