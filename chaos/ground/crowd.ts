import { setTimeout as pause } from 'node:timers/promises';
import type { Emulator, PhoneDriver } from '../../emulator/src/index.ts';
import { createRandom, type Random } from '../../emulator/src/random.ts';

/** Something a customer wrote, and what the one reply to it says. */
export type Line = { customer: string; wamid: string; expects: string };

/** Customers with phones, who write whatever happens to the business. */
export type Crowd = {
  lines: readonly Line[];
  /**
   * Everybody says hi and is greeted. Before the trouble: a first message is answered with a menu, and which is the
   * first would else depend on which arrives first.
   */
  meet(customers: number, first?: number): Promise<void>;
  /** Those who have met write at random moments, `rate` messages a second in all, each naming itself in its reply. */
  chat(how: { customers: number; rate: number; seconds: number; first?: number }): Promise<void>;
  /** The customer's next message. */
  says(customer: number, text: string, expects: string): void;
  /** Taps a button of the newest message that has it. */
  taps(customer: number, title: string, expects: string): void;
  phone(customer: number): PhoneDriver;
};

/** With flows/shop.yaml of this folder: the first message is met with this, every other is repeated. */
export const GREETING = 'Say anything.';

export function openCrowd(emulator: Emulator, seed: string): Crowd {
  const phones = new Map<number, PhoneDriver>();
  const counts = new Map<number, number>();
  const lines: Line[] = [];

  function phone(customer: number): PhoneDriver {
    const known = phones.get(customer);
    if (known) return known;
    const number = numberOf(customer);
    const opened = emulator.phone(number, { name: `Customer ${customer}` });
    phones.set(customer, opened);
    return opened;
  }

  function note(customer: number, wamid: string, expects: string): void {
    lines.push({ customer: numberOf(customer), wamid, expects });
  }

  const says: Crowd['says'] = (customer, text, expects) => note(customer, phone(customer).says(text).id, expects);

  function saysNext(customer: number): void {
    const count = counts.get(customer) ?? 0;
    counts.set(customer, count + 1);
    const text = `line ${padded(count)} of ${padded(customer)}`;
    says(customer, text, `heard ${text}`);
  }

  return {
    lines,
    says,
    taps: (customer, title, expects) => note(customer, phone(customer).taps(title).id, expects),
    phone,
    async meet(customers, first = 0) {
      const all = Array.from({ length: customers }, (_, n) => first + n);
      for (const customer of all) says(customer, 'hi', GREETING);
      await Promise.all(all.map((customer) => phone(customer).next({ withinMs: 60_000 })));
    },
    async chat({ customers, rate, seconds, first = 0 }) {
      const random = createRandom(`${seed}/crowd/${lines.length}`);
      const moments = arrivals(random, rate, seconds);
      const began = performance.now();
      for (const moment of moments) {
        const wait = began + moment - performance.now();
        if (wait > 1) await pause(wait);
        saysNext(first + Math.floor(random.fraction() * customers));
      }
    },
  };
}

const numberOf = (customer: number): string => `+1206${String(5_000_000 + customer)}`;
const padded = (count: number): string => String(count).padStart(5, '0');

/** Moments in ms: gaps as chance makes them (exponential). */
function arrivals(random: Random, rate: number, seconds: number): number[] {
  const moments: number[] = [];
  for (let at = 0; at < seconds * 1_000; at += (-Math.log(1 - random.fraction()) * 1_000) / rate) moments.push(at);
  return moments;
}
