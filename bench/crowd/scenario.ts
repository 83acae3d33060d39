import { type CpuUse, cpuUse, memoryOf } from '../processes.ts';
import type { Customers } from './conversation.ts';
import { Latencies, type Percentiles } from './latencies.ts';

/** The processes to watch. */
export type Pids = { server: number; postmaster: number };

export type Scenario =
  | { kind: 'open'; rate: number; seconds: number; customers: number }
  | { kind: 'closed'; customers: number; warmUpSeconds: number; seconds: number };

/** What one scenario gave. CPU in cores (seconds per second) while it was measured; null where nobody tells. */
export type Measured = {
  scenario: Scenario;
  seconds: number;
  replies: number;
  repliesPerSecond: number;
  acknowledgement: Percentiles | null;
  reply: Percentiles | null;
  /** How late the load generator itself was: from when a message was meant to leave until it was written. */
  generatorDelay: Percentiles | null;
  cores: { server: number; postgres: number; load: number; others: number } | null;
  repliesPerCpuSecond: number | null;
  memoryMb: number | null;
};

const PATIENCE_MS = 15_000;
/** Webhooks built in advance; a server that is faster gets the rest built on the way. */
const PREPARED_PER_SECOND = 12_000;

export const play = (customers: Customers, scenario: Scenario, pids: Pids): Promise<Measured> =>
  scenario.kind === 'open' ? playOpen(customers, scenario, pids) : playClosed(customers, scenario, pids);

/**
 * Messages leave when their moment has come, whatever the server does, as independent customers write. Every time
 * counts from that moment, so a stall makes all messages late that were due in it.
 */
async function playOpen(
  customers: Customers,
  scenario: Extract<Scenario, { kind: 'open' }>,
  pids: Pids,
): Promise<Measured> {
  const { rate, seconds, customers: most } = scenario;
  const recorder = record(customers, pids);
  const due = arrivals(rate, seconds);
  customers.requests.prepare(most, Math.ceil(due.length / most));
  const begin = performance.now() + 100;
  recorder.begin();
  await new Promise<void>((sent) => {
    let next = 0;
    const look = () => {
      const now = performance.now();
      for (; next < due.length && begin + due[next]! <= now; next++) {
        recorder.left(now - (begin + due[next]!));
        customers.says(next % most, begin + due[next]!);
      }
      if (next === due.length) return sent();
      setTimeout(look, begin + due[next]! - now);
    };
    look();
  });
  await customers.quiet(PATIENCE_MS);
  return recorder.end(scenario);
}

/** Moments in ms: gaps as chance makes them (exponential), the same in every run. */
function arrivals(rate: number, seconds: number): number[] {
  const random = seeded(rate);
  const moments: number[] = [];
  for (let at = gap(); at < seconds * 1_000; at += gap()) moments.push(at);
  return moments;

  function gap(): number {
    return (-Math.log(1 - random()) * 1_000) / rate;
  }
}

/** @see Marsaglia, "Xorshift RNGs", 2003 */
function seeded(seed: number): () => number {
  let x = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 2 ** 32;
  };
}

/** Everybody writes the next message as soon as the last one was answered. */
async function playClosed(
  customers: Customers,
  scenario: Extract<Scenario, { kind: 'closed' }>,
  pids: Pids,
): Promise<Measured> {
  customers.requests.prepare(
    scenario.customers,
    Math.ceil((PREPARED_PER_SECOND * (scenario.warmUpSeconds + scenario.seconds)) / scenario.customers),
  );
  const recorder = record(customers, pids, (customer) => customers.says(customer, performance.now()));
  for (let customer = 0; customer < scenario.customers; customer++) customers.says(customer, performance.now());
  await pause(scenario.warmUpSeconds);
  recorder.begin();
  await pause(scenario.seconds);
  const measured = recorder.end(scenario);
  await customers.quiet(PATIENCE_MS);
  return measured;
}

const pause = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1_000));

/** Notes what happens between `begin` and `end`. @param next called when a customer was answered, until `end`. */
function record(customers: Customers, pids: Pids, next: (customer: number) => void = () => {}) {
  const acknowledgement = new Latencies();
  const reply = new Latencies();
  const delay = new Latencies();
  let running = false;
  let startedAt = 0;
  let before: CpuUse | null = null;
  customers.watchedBy({
    acknowledged(_customer, since) {
      if (running) acknowledgement.add(performance.now() - since);
    },
    answered(customer, since) {
      if (running) reply.add(performance.now() - since);
      next(customer);
    },
  });

  return {
    left: (ms: number) => delay.add(ms),
    begin(): void {
      before = cpuUse(pids.server, pids.postmaster);
      startedAt = performance.now();
      running = true;
    },
    end(scenario: Scenario): Measured {
      running = false;
      const seconds = (performance.now() - startedAt) / 1_000;
      const after = cpuUse(pids.server, pids.postmaster);
      customers.watchedBy(null);
      const used = before && after && difference(before, after);
      return {
        scenario,
        seconds,
        replies: reply.count,
        repliesPerSecond: reply.count / seconds,
        acknowledgement: acknowledgement.percentiles(),
        reply: reply.percentiles(),
        generatorDelay: delay.percentiles(),
        cores: used && {
          server: used.server / seconds,
          postgres: used.postgres / seconds,
          load: used.load / seconds,
          others: Math.max(0, used.machine - used.server - used.postgres - used.load) / seconds,
        },
        repliesPerCpuSecond: used && reply.count / (used.server + used.postgres),
        memoryMb: memoryOf(pids.server)?.nowMb ?? null,
      };
    },
  };
}

const difference = (before: CpuUse, after: CpuUse): CpuUse => ({
  server: after.server - before.server,
  postgres: after.postgres - before.postgres,
  load: after.load - before.load,
  machine: after.machine - before.machine,
});
