import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useReducedMotion } from '@mantine/hooks';
import type { hoursOf } from './change.ts';

type Props = { rows: ReturnType<typeof hoursOf>; height: number; today: string; before: string };

/** Two lines: today up to now, and a week ago. The table view says the same to those who cannot see it. */
export function HourLines({ rows, height, today, before }: Props) {
  const isStill = useReducedMotion();
  return (
    <div aria-hidden>
      <LineChart
        h={height}
        data={rows.map((row) => ({ ...row, hour: `${String(row.hour).padStart(2, '0')}:00` }))}
        dataKey="hour"
        series={[
          { name: 'before', label: before, color: 'var(--ink-quiet)', strokeDasharray: '4 4' },
          { name: 'today', label: today, color: 'var(--brand)' },
        ]}
        withLegend
        legendProps={{ verticalAlign: 'top', height: 32 }}
        withDots={false}
        curveType="monotone"
        connectNulls={false}
        gridAxis="x"
        tickLine="none"
        yAxisProps={{ width: 32, allowDecimals: false, domain: [0, 'auto'] }}
        xAxisProps={{ interval: 3 }}
        lineProps={{ isAnimationActive: !isStill, animationDuration: 160 }}
        strokeWidth={2}
        lineChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
