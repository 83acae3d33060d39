import { LineChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useReducedMotion } from '@mantine/hooks';

type Props = {
  rows: { label: string; now: number | null; before: number }[];
  height: number;
  now: string;
  before: string;
};

const LABELS = 6; // as many fit where the names of months are long

/** Two lines: what is asked for, and what it is compared with. The table view says the same to those who cannot see it. */
export function CurveLines({ rows, height, now, before }: Props) {
  const isStill = useReducedMotion();
  return (
    <div aria-hidden>
      <LineChart
        h={height}
        data={rows}
        dataKey="label"
        series={[
          { name: 'before', label: before, color: 'var(--ink-quiet)', strokeDasharray: '4 4' },
          { name: 'now', label: now, color: 'var(--brand)' },
        ]}
        withLegend
        legendProps={{ verticalAlign: 'top', height: 32 }}
        withDots={false}
        curveType="monotone"
        connectNulls={false}
        gridAxis="x"
        tickLine="none"
        yAxisProps={{ width: 40, allowDecimals: false, domain: [0, 'auto'] }}
        xAxisProps={{ interval: Math.ceil(rows.length / LABELS) - 1, padding: { left: 4, right: 20 } }}
        lineProps={{ isAnimationActive: !isStill, animationDuration: 160 }}
        strokeWidth={2}
        lineChartProps={{ accessibilityLayer: false }}
      />
    </div>
  );
}
