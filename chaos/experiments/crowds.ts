import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { MessageRecord } from '../../emulator/src/index.ts';
import { createRandom } from '../../emulator/src/random.ts';
import type { Experiment } from '../experiment.ts';
import type { Ground } from '../ground/ground.ts';
import type { Check } from '../invariants.ts';

/** Many customers at once, each in a dialogue of three steps that ends in an order. */

const SHIPPED_FLOWS = fileURLToPath(new URL('../../flows', import.meta.url));
const SIZES = ['S', 'M', 'L', 'XL'];
const EACH_SAYS_EVERY_MS = 10_000; // 1,200 customers: 120 messages a second

export const crowd: Experiment = {
  name: 'crowd',
  about: '1,200 customers at once in three-step dialogues that end in an order, for five minutes',
  databases: ['external'],
  ground: { environment: { FLOWS_DIR: SHIPPED_FLOWS } },
  meets: () => 0,
  async run({ ground, scale, tell }) {
    const customers = Math.max(20, Math.round(1_200 * Math.min(1, scale * 2)));
    const until = performance.now() + Math.max(25_000, 300_000 * scale);
    await fillShelves(ground);
    ground.front.answers();
    await Promise.all(Array.from({ length: customers }, (_, n) => talkAndBuy(ground, n, until)));
    const { p99Ms, slowestMs, refused, unanswered } = ground.front.answers();
    tell(`${ground.crowd.lines.length} messages of ${customers} customers`);
    return {
      checks: [
        {
          invariant: 'webhooks are acknowledged: p99 ≤ 250 ms, never above 5 s',
          holds: p99Ms <= 250 && slowestMs <= 5_000 && refused + unanswered === 0,
          found: `p99 ${p99Ms.toFixed(0)} ms, slowest ${slowestMs.toFixed(0)} ms, ${refused + unanswered} refused`,
        },
      ],
      afterwards: async () => [replyTimes(ground), await everyDialogueAnOrder(ground)],
    };
  },
};

/** hi → an order in words → yes. Each step waits for the reply before. */
async function talkAndBuy({ crowd: people, seed }: Ground, customer: number, until: number): Promise<void> {
  const random = createRandom(`${seed}/customer/${customer}`);
  const think = () => pause(EACH_SAYS_EVERY_MS * (0.5 + random.fraction()));
  const size = SIZES[customer % SIZES.length]!;
  const steps = [
    () => people.says(customer, 'hi', 'Welcome'),
    () => people.says(customer, `Buy 1 size ${size} black hoodie`, 'Shall I place it'),
    () => people.taps(customer, 'Place the order', 'Your order number is'),
  ];
  const phone = people.phone(customer);
  await pause(random.fraction() * EACH_SAYS_EVERY_MS);
  while (performance.now() < until) {
    for (const step of steps) {
      step();
      const isAnswered = await phone.next({ withinMs: 60_000 }).then(
        () => true,
        () => false,
      );
      if (!isAnswered) return; // gives up; the books tell what became of it
      await think();
    }
  }
}

/** So many that nobody leaves empty-handed; booked as a count, as a shop would. */
async function fillShelves({ database }: Ground): Promise<void> {
  await database.rows(`with counted as (
      update variants set on_hand = on_hand + 100000 where sku like 'HOOD-%-BLACK' returning business_id, id
    ) insert into stock_moves (business_id, id, variant_id, quantity, reason, at)
      select business_id, uuidv7(), id, 100000, 'count', now() from counted`);
}

/** From a customer's hand to the provider's acceptance of the reply, as the provider's ledger has it. */
function replyTimes({ emulator }: Ground): Check {
  const { messages } = emulator.ledger.messages({ limit: Number.POSITIVE_INFINITY });
  const times: number[] = [];
  for (const talk of Map.groupBy(messages, ({ phone }) => phone).values()) times.push(...waits(talk));
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return {
    invariant: 'replies: p95 < 3 s, p99 < 5 s',
    holds: at(0.95) < 3_000 && at(0.99) < 5_000,
    found: `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
  };
}

/** Everybody waits for the reply before writing again, so that the n-th reply belongs to the n-th message. */
function waits(talk: MessageRecord[]): number[] {
  const [written, heard] = [talk.filter(isInbound), talk.filter((message) => !isInbound(message))];
  return written.flatMap((message, n) => (heard[n] ? [Date.parse(heard[n].at) - Date.parse(message.at)] : []));
}

const isInbound = ({ direction }: MessageRecord): boolean => direction === 'inbound';

async function everyDialogueAnOrder({ database, crowd: people }: Ground): Promise<Check> {
  const dialogues = people.lines.filter(({ expects }) => expects === 'Your order number is').length;
  const [row] = await database.rows<{ orders: number }>(
    'select count(*)::int orders from qa_order where caused_by is not null',
  );
  return {
    invariant: 'every dialogue ends in one order',
    holds: row?.orders === dialogues,
    found: `${dialogues} dialogues, ${row?.orders} orders`,
  };
}
