import { SegmentedControl, Skeleton, Table } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import css from './home.module.css';
import type { Shown } from './shown.ts';

const CurveLines = lazy(() => import('./curve-lines.tsx').then(({ CurveLines }) => ({ default: CurveLines })));
const HEIGHT = 200;

/** How it went, hour by hour or day by day, beside what was before; as a chart or as a table. */
export function CurveCard({ shown }: { shown: Shown | undefined }) {
  const { t } = useTranslation('home');
  const { day } = useFormats();
  const [of, setOf] = useState<'messages' | 'orders'>('messages');
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  const isToday = shown?.of !== 'days';
  const rows = shown?.curves[of].map(({ at, ...values }) => ({
    ...values,
    label: isToday ? at : day(new Date(`${at}T12:00`), new Date()),
  }));
  const words = isToday
    ? { title: t('home.byHour'), point: t('home.hour'), now: t('home.today'), before: t('home.weekAgo') }
    : { title: t('home.byDay'), point: t('home.day'), now: t('home.inIt'), before: t('home.before') };
  return (
    <section className={css.card} aria-labelledby="by-hour">
      <div className={css.headingRow}>
        <h2 id="by-hour" className={css.heading}>
          {words.title}
        </h2>
        <SegmentedControl
          size="xs"
          aria-label={words.title}
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
          <CurveTable rows={rows} words={words} />
        ) : (
          <Suspense fallback={<Skeleton height={HEIGHT} aria-hidden />}>
            <CurveLines rows={rows} height={HEIGHT} now={words.now} before={words.before} />
          </Suspense>
        )}
      </div>
    </section>
  );
}

type TableProps = {
  rows: { label: string; now: number | null; before: number }[];
  words: { point: string; now: string; before: string };
};

function CurveTable({ rows, words }: TableProps) {
  const { t } = useTranslation('home');
  const { number } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with the keyboard
    <section className={css.table} style={{ height: HEIGHT }} tabIndex={0} aria-label={t('home.table')}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.point}</Table.Th>
            <Table.Th ta="end">{words.now}</Table.Th>
            <Table.Th ta="end">{words.before}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ label, now, before }) => (
            <Table.Tr key={label}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="end">{now === null ? '' : number(now)}</Table.Td>
              <Table.Td ta="end">{number(before)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
