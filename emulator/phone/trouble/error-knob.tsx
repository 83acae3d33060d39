import { useId } from 'react';
import type { KnobSettings } from '../../src/phone-api.ts';
import { ChanceKnob } from './controls.tsx';

type Errors = KnobSettings['calls']['errors'];

/** Those a bot meets in its first year. @see WhatsApp Business Platform, Error codes */
const COMMON = [
  { code: 1, title: 'Unknown error' },
  { code: 4, title: 'Too many calls' },
  { code: 130429, title: 'Throughput reached' },
  { code: 131000, title: 'Something went wrong' },
  { code: 131016, title: 'Service unavailable' },
  { code: 131026, title: 'Undeliverable' },
  { code: 131042, title: 'Payment problem' },
  { code: 131047, title: 'Window closed' },
  { code: 131048, title: 'Spam limit' },
  { code: 131049, title: 'Marketing limit' },
  { code: 131056, title: 'Too fast to one customer' },
  { code: 132001, title: 'No such template' },
  { code: 132015, title: 'Template paused' },
  { code: 368, title: 'Blocked for policy' },
];

type ErrorKnobProps = { errors: Errors; left: number; onChange(errors: Errors): void };

/** One of Meta's errors, and how often. More than one at a time can be set by the API only, and is left alone here. */
export function ErrorKnob({ errors, left, onChange }: ErrorKnobProps) {
  const id = useId();
  const [first, ...others] = errors;
  const known = first === undefined || COMMON.some(({ code }) => code === first.code);
  const set = (change: Partial<Errors[number]>) => first && onChange([{ ...first, ...change }, ...others]);
  return (
    <>
      <div className="knob">
        <label htmlFor={id}>Error</label>
        <select
          id={id}
          className="field"
          value={first?.code ?? ''}
          onChange={({ target }) => {
            if (target.value === '') onChange(others);
            else onChange([{ chance: left, as: 'answer', ...first, code: Number(target.value) }, ...others]);
          }}
        >
          <option value="">none</option>
          {COMMON.map(({ code, title }) => (
            <option key={code} value={code}>
              {code} · {title}
            </option>
          ))}
          {!known && <option value={first.code}>{first.code}</option>}
        </select>
      </div>
      {first && (
        <>
          <ChanceKnob
            label="How often"
            value={first.chance}
            most={first.chance + left}
            onChange={(chance) => set({ chance })}
          />
          <div className="knob">
            <label htmlFor={`${id}-as`}>It comes</label>
            <select
              id={`${id}-as`}
              className="field"
              value={first.as}
              onChange={({ target }) => set({ as: target.value === 'status' ? 'status' : 'answer' })}
            >
              <option value="answer">as the answer</option>
              <option value="status">later, by webhook</option>
            </select>
          </div>
        </>
      )}
      {others.length > 0 && <p className="quiet">And {others.length} more, set by the API.</p>}
    </>
  );
}
