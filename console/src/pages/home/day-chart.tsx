import { SegmentedControl, Skeleton, Table } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import type { Today } from './calls.ts';
import { hoursOf } from './change.ts';
import css from './home.module.css';

const HourLines = lazy(() => import('./hour-lines.tsx').then(({ HourLines }) => ({ default: HourLines })));
const HEIGHT = 200;

/** How the day went, hour by hour, beside a week ago; as a chart or as a table. */
export function DayChart({ today }: { today: Today | undefined }) {
  const { t } = useTranslation('home');
  const [of, setOf] = useState<'messages' | 'orders'>('messages');
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  const rows = today && hoursOf(today.byHour[of].today, today.byHour[of].before, today.hour);
  return (
    <section className={css.card} aria-labelledby="by-hour">
      <div className={css.headingRow}>
        <h2 id="by-hour" className={css.heading}>
          {t('home.byHour')}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={t('home.byHour')}
          value={of}
          onChange={(value) => setOf(value === 'orders' ? 'orders' : 'messages')}
          data={[
            { value: 'messages', label: t('home.messages') },
            { value: 'orders', label: t('home.orders') },
          ]}
        />
        <SegmentedControl
          size="xs"
          aria-label={t('home.showAs')}
          value={as}
          onChange={(value) => setAs(value === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: t('home.chart') },
            { value: 'table', label: t('home.table') },
          ]}
        />
      </div>
      <div className={css.chart}>
        {!rows ? (
          <Skeleton height={HEIGHT} aria-hidden />
        ) : as === 'table' ? (
          <HourTable rows={rows} />
        ) : (
          <Suspense fallback={<Skeleton height={HEIGHT} aria-hidden />}>
            <HourLines rows={rows} height={HEIGHT} today={t('home.today')} before={t('home.weekAgo')} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

function HourTable({ rows }: { rows: ReturnType<typeof hoursOf> }) {
  const { t } = useTranslation('home');
  const { number } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
    <section className={css.table} style={{ height: HEIGHT }} tabIndex={0} aria-label={t('home.table')}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('home.hour')}</Table.Th>
            <Table.Th ta="end">{t('home.today')}</Table.Th>
            <Table.Th ta="end">{t('home.weekAgo')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ hour, today, before }) => (
            <Table.Tr key={hour}>
              <Table.Td>{`${String(hour).padStart(2, '0')}:00`}</Table.Td>
              <Table.Td ta="end">{today === null ? '' : number(today)}</Table.Td>
              <Table.Td ta="end">{number(before)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
