import { usd } from '../server/src/models/index.ts';
import type { Outcome, Talk } from './talks.ts';

export type Difference = { lines: string[]; talks: number; changedTalks: number; turns: number; changedTurns: number };

/** What two runs of the same talks do differently: replies, tools, hand-offs, orders, and what models cost. */
export function compareTalks(before: readonly Talk[], after: readonly Talk[]): Difference {
  const difference: Difference = { lines: [], talks: 0, changedTalks: 0, turns: 0, changedTurns: 0 };
  const known = new Map(before.map((talk) => [talk.id, talk]));
  for (const talk of after) {
    const old = known.get(talk.id);
    if (!old) continue;
    difference.talks++;
    const lines = compareTalk(old, talk, difference);
    if (lines.length === 0) continue;
    difference.changedTalks++;
    difference.lines.push(
      `talk ${talk.id} (${talk.contact.name || 'no name'})`,
      ...lines.map((line) => `  ${line}`),
      '',
    );
  }
  difference.lines.push(...totals(before, after, difference));
  return difference;
}

function compareTalk(old: Talk, talk: Talk, difference: Difference): string[] {
  const lines: string[] = [];
  for (const [at, turn] of talk.turns.entries()) {
    const before = old.turns[at]?.outcome;
    if (!before) continue;
    difference.turns++;
    const changes = compareOutcome(before, turn.outcome);
    if (changes.length === 0) continue;
    difference.changedTurns++;
    lines.push(`${at + 1}. customer: ${JSON.stringify(wordsOf(turn.said))}`, ...changes);
  }
  if (old.orders.join('\n') !== talk.orders.join('\n')) lines.push(...changed('orders', old.orders, talk.orders));
  return lines;
}

function compareOutcome(before: Outcome, after: Outcome): string[] {
  const lines: string[] = [];
  // Numbers of orders are drawn anew in each run.
  const same = (one: string[], other: string[]) => one.map(anonymous).join('\n') === other.map(anonymous).join('\n');
  if (!same(before.replies, after.replies)) lines.push(...changed('reply', before.replies, after.replies));
  if (before.tools.join() !== after.tools.join()) lines.push(...changed('tools', before.tools, after.tools));
  if (before.owners.join() !== after.owners.join()) lines.push(...changed('answered by', before.owners, after.owners));
  if (before.handOff !== after.handOff)
    lines.push(...changed('hand-off', [before.handOff ?? 'no'], [after.handOff ?? 'no']));
  return lines;
}

const anonymous = (text: string): string => text.replace(/\*\d{3,}\*/g, '*#*');

const changed = (what: string, before: readonly string[], after: readonly string[]): string[] => [
  ...before.filter(isSomething).map((line) => `- ${what}: ${JSON.stringify(line)}`),
  ...after.filter(isSomething).map((line) => `+ ${what}: ${JSON.stringify(line)}`),
];
const isSomething = (text: string): boolean => text !== '';

function totals(
  before: readonly Talk[],
  after: readonly Talk[],
  { talks, changedTalks, turns, changedTurns }: Difference,
): string[] {
  const sumOf = (all: readonly Talk[], value: (outcome: Outcome) => number) =>
    all.flatMap((talk) => talk.turns).reduce((sum, { outcome }) => sum + value(outcome), 0);
  const count = (what: string, value: (outcome: Outcome) => number) =>
    `${what}: ${sumOf(before, value)} → ${sumOf(after, value)}`;
  const cost = (all: readonly Talk[]) => `$${usd(sumOf(all, ({ nanoUsd }) => nanoUsd)).toFixed(4)}`;
  const orders = (all: readonly Talk[]) => all.reduce((sum, talk) => sum + talk.orders.length, 0);
  return [
    `${changedTalks} of ${talks} talks differ, ${changedTurns} of ${turns} turns`,
    `orders: ${orders(before)} → ${orders(after)}`,
    count('hand-offs', ({ handOff }) => (handOff === null ? 0 : 1)),
    count('not understood', ({ owners }) => (owners.includes('fallback') ? 1 : 0)),
    count('answered by a model', ({ owners }) => (owners.includes('agent') ? 1 : 0)),
    `cost: ${cost(before)} → ${cost(after)}`,
  ];
}

const wordsOf = (said: Talk['turns'][number]['said']): string =>
  said.type === 'text' ? said.body : said.type === 'choice' ? `[${said.title}]` : `[${said.type}]`;
