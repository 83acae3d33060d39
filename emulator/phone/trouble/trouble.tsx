import { useId } from 'react';
import type { KnobSettings } from '../../src/phone-api.ts';
import { timeOf } from '../text/when.ts';
import { useNow, useSelect, useVerbs } from '../ui/app-context.tsx';
import { Panel } from '../ui/panel.tsx';
import { Switch } from '../ui/switch.tsx';
import { ChanceKnob, CountKnob, TimeKnob } from './controls.tsx';
import { ErrorKnob } from './error-knob.tsx';
import { chanceLeft, turnedCount } from './turned.ts';
import './trouble.css';

/** The knobs: what goes wrong between the business and WhatsApp, and how late it is. */
export function Trouble() {
  const knobs = useSelect((state) => state.knobs);
  const { resetKnobs } = useVerbs();
  if (!knobs) return null;
  const turned = turnedCount(knobs);
  return (
    <Panel title="Make trouble" badge={badgeOf(turned)}>
      <ClockKnobs />
      <CallKnobs calls={knobs.calls} token={knobs.token} />
      <WebhookKnobs webhooks={knobs.webhooks} />
      <StatusKnobs statuses={knobs.statuses} />
      <Seed seed={knobs.seed} />
      <button type="button" className="button all-well" disabled={turned === 0} onClick={() => void resetKnobs()}>
        Everything works again
      </button>
    </Panel>
  );
}

const badgeOf = (turned: number) => (turned === 0 ? undefined : turned === 1 ? '1 knob on' : `${turned} knobs on`);

const SPANS = [
  { span: '1 h', title: '+1 hour' },
  { span: '24 h', title: '+24 hours' },
  { span: '7 d', title: '+7 days' },
];

function ClockKnobs() {
  const { forward } = useVerbs();
  const now = useNow();
  const shown = now.toLocaleDateString(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
  return (
    <Group title="Clock" hint="After 24 hours without a word from the customer, only templates arrive.">
      <p className="knob">
        It is {shown}, {timeOf(now.toISOString())}
      </p>
      <div className="chips">
        {SPANS.map(({ span, title }) => (
          <button key={span} type="button" className="chip" onClick={() => void forward(span)}>
            {title}
          </button>
        ))}
      </div>
    </Group>
  );
}

function CallKnobs({ calls, token }: Pick<KnobSettings, 'calls' | 'token'>) {
  const { turnKnobs } = useVerbs();
  const turn = (change: Partial<KnobSettings['calls']>) => void turnKnobs({ calls: change });
  const left = chanceLeft(calls);
  const knob = (name: 'dropAfter' | 'dropBefore' | 'truncated' | 'html') => ({
    value: calls[name],
    most: calls[name] + left,
    onChange: (value: number) => turn({ [name]: value }),
  });
  return (
    <Group title="Calls of the business">
      <Switch label="WhatsApp is down" hint="503 for every call" on={calls.down} onChange={(down) => turn({ down })} />
      <Switch
        label="Access token is dead"
        hint={token === 'replaced' ? 'It was replaced: the old one gets 190' : 'Error 190 for every call'}
        on={token !== 'valid'}
        onChange={(dead) => void turnKnobs({ token: dead ? 'dead' : 'valid' })}
      />
      <TimeKnob label="Answers after" value={calls.latencyMs} onChange={(latencyMs) => turn({ latencyMs })} />
      <ChanceKnob label="Accepted, answer lost" {...knob('dropAfter')} />
      <ChanceKnob label="Cut before accepting" {...knob('dropBefore')} />
      <ChanceKnob label="Answer torn in half" {...knob('truncated')} />
      <ChanceKnob label="HTML instead of JSON" {...knob('html')} />
      <ErrorKnob errors={calls.errors} left={left} onChange={(errors) => turn({ errors })} />
    </Group>
  );
}

function WebhookKnobs({ webhooks }: Pick<KnobSettings, 'webhooks'>) {
  const { turnKnobs } = useVerbs();
  const turn = (change: Partial<KnobSettings['webhooks']>) => void turnKnobs({ webhooks: change });
  // A batch or a shuffle needs time to fill; a second is enough to see it.
  const waiting = (count: number) => ({ waitMs: count > 1 ? Math.max(webhooks.waitMs, 1_000) : webhooks.waitMs });
  return (
    <Group title="Webhooks to the business">
      <Switch label="Hold them back" on={webhooks.held} onChange={(held) => turn({ held })} />
      <TimeKnob label="Delayed by" value={webhooks.delayMs} onChange={(delayMs) => turn({ delayMs })} />
      <ChanceKnob label="Sent twice" value={webhooks.duplicated} onChange={(duplicated) => turn({ duplicated })} />
      <CountKnob
        label="Out of order among"
        value={webhooks.shuffle}
        onChange={(shuffle) => turn({ shuffle, ...waiting(shuffle) })}
      />
      <CountKnob label="In one POST" value={webhooks.batch} onChange={(batch) => turn({ batch, ...waiting(batch) })} />
    </Group>
  );
}

function StatusKnobs({ statuses }: Pick<KnobSettings, 'statuses'>) {
  const { turnKnobs } = useVerbs();
  return (
    <Group title="Ticks the business sees">
      <TimeKnob
        label="Delayed by"
        value={statuses.delayMs}
        onChange={(delayMs) => void turnKnobs({ statuses: { delayMs } })}
      />
      <ChanceKnob
        label="Never sent"
        value={statuses.lost}
        onChange={(lost) => void turnKnobs({ statuses: { lost } })}
      />
    </Group>
  );
}

function Seed({ seed }: { seed: string }) {
  const { turnKnobs } = useVerbs();
  return (
    <form
      className="seed"
      key={seed}
      onSubmit={(event) => {
        event.preventDefault();
        const given = String(new FormData(event.currentTarget).get('seed')).trim();
        if (given) void turnKnobs({ seed: given });
      }}
    >
      <label>
        Seed of chance
        <input
          className="field"
          name="seed"
          defaultValue={seed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <button type="submit" className="button">
        Start over
      </button>
    </form>
  );
}

function Group({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) {
  const heading = useId();
  return (
    <section className="knobs" aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
      {hint && <p className="quiet">{hint}</p>}
    </section>
  );
}
