import { useEffect, useId, useState } from 'react';
import type { KnobSettings } from '../../src/phone-api.ts';

type Spread = KnobSettings['calls']['latencyMs'];

type ChanceProps = { label: string; value: number; onChange(value: number): void };

/**
 * How often something goes wrong, in percent. It is turned when the hand lets go.
 *
 * @param most what other troubles of the same calls leave; further it does not go.
 */
export function ChanceKnob({ label, value, most = 1, onChange }: ChanceProps & { most?: number }) {
  const [shown, setShown] = useState(value);
  useEffect(() => setShown(value), [value]);
  const commit = () => {
    if (shown !== value) onChange(shown);
  };
  const percent = `${Math.round(shown * 100)} %`;
  return (
    <label className="knob">
      <span>{label}</span>
      <input
        type="range"
        aria-label={label}
        aria-valuetext={percent}
        min={0}
        max={1}
        step={0.05}
        value={shown}
        onChange={({ target }) => setShown(Math.min(target.valueAsNumber, most))}
        onPointerUp={commit}
        onKeyUp={commit}
        onBlur={commit}
      />
      <output className="numbers">{percent}</output>
    </label>
  );
}

const TIMES: { value: Spread; title: string }[] = [
  { value: 0, title: 'at once' },
  { value: 200, title: '0.2 s' },
  { value: 1_000, title: '1 s' },
  { value: [200, 3_000], title: '0.2 to 3 s' },
  { value: 5_000, title: '5 s' },
  { value: 30_000, title: '30 s' },
  { value: [1_000, 60_000], title: '1 to 60 s' },
  { value: 600_000, title: '10 min' },
];

/** How late something is. What was set elsewhere and is not in the list is shown as it is. */
export function TimeKnob({ label, value, onChange }: { label: string; value: Spread; onChange(value: Spread): void }) {
  const id = useId();
  const key = JSON.stringify(value);
  const times = TIMES.some((time) => JSON.stringify(time.value) === key)
    ? TIMES
    : [...TIMES, { value, title: spreadWords(value) }];
  return (
    <div className="knob">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="field"
        value={key}
        onChange={({ target }) => {
          const chosen = times.find((time) => JSON.stringify(time.value) === target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {times.map((time) => (
          <option key={time.title} value={JSON.stringify(time.value)}>
            {time.title}
          </option>
        ))}
      </select>
    </div>
  );
}

const spreadWords = (value: Spread) =>
  typeof value === 'number' ? `${value / 1_000} s` : `${value[0] / 1_000} to ${value[1] / 1_000} s`;

const COUNTS = [1, 2, 5, 10, 50, 1_000];

/** How many updates go together; 1 is as always. */
export function CountKnob({ label, value, onChange }: ChanceProps) {
  const id = useId();
  const counts = COUNTS.includes(value) ? COUNTS : [...COUNTS, value].sort((one, other) => one - other);
  return (
    <div className="knob">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="field" value={value} onChange={({ target }) => onChange(Number(target.value))}>
        {counts.map((count) => (
          <option key={count} value={count}>
            {count === 1 ? '1, as always' : count.toLocaleString()}
          </option>
        ))}
      </select>
    </div>
  );
}
