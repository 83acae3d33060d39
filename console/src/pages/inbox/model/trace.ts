import type { Message } from './shapes.ts';

/** Why the bot said something, as far as it can be read: old traces may lack what newer ones have. */
export type WhyTrace = {
  flow: string;
  version: string;
  owners: string[];
  understood: { how: string; what: string; score: number | null }[];
  path: string[];
  actions: { name: string; outcome: string; ms: number }[];
  agent: AgentPart | null;
  summary: string | null;
};
export type AgentPart = {
  outcome: string;
  why: string | null;
  models: string[];
  tools: { name: string; outcome: string }[];
  refused: string[];
  tokens: { input: number; output: number };
  usd: number;
  ms: number;
};

/** @returns null for what is no trace. */
export function readTrace(value: unknown): WhyTrace | null {
  if (!isRecord(value)) return null;
  return {
    flow: textOf(value.flow),
    version: textOf(value.version),
    owners: textsOf(value.owners),
    understood: recordsOf(value.understood).map(({ how, what, score }) => ({
      how: textOf(how),
      what: textOf(what),
      score: typeof score === 'number' ? score : null,
    })),
    path: textsOf(value.path),
    actions: recordsOf(value.actions).map(({ name, outcome, ms }) => ({
      name: textOf(name),
      outcome: textOf(outcome),
      ms: numberOf(ms),
    })),
    agent: isRecord(value.agent) ? readAgent(value.agent) : null,
    summary: typeof value.summary === 'string' && value.summary !== '' ? value.summary : null,
  };
}

const NANO = 1_000_000_000;

function readAgent(agent: Record<string, unknown>): AgentPart {
  const tokens = isRecord(agent.tokens) ? agent.tokens : {};
  return {
    outcome: textOf(agent.outcome),
    why: typeof agent.why === 'string' ? agent.why : null,
    models: textsOf(agent.models),
    tools: recordsOf(agent.tools).map(({ name, outcome }) => ({ name: textOf(name), outcome: textOf(outcome) })),
    refused: textsOf(agent.refused),
    tokens: { input: numberOf(tokens.input), output: numberOf(tokens.output) },
    usd: numberOf(agent.nanoUsd) / NANO,
    ms: numberOf(agent.ms),
  };
}

/** What the bot told the person who takes over, in the newest hand-off. */
export function summaryIn(newestFirst: readonly Message[]): string | null {
  for (const { trace } of newestFirst) {
    const summary = readTrace(trace)?.summary;
    if (summary) return summary;
  }
  return null;
}

/** A turn has its trace on its first message: this one, and what the bot said directly before it, nearest first. */
export function turnOf(newestFirst: readonly Message[], message: Message): Message[] {
  const from = newestFirst.findIndex(({ id }) => id === message.id);
  if (from < 0) return [message];
  const turn: Message[] = [];
  for (const one of newestFirst.slice(from)) {
    if (one.author !== 'bot') break;
    turn.push(one);
    if (readTrace(one.trace)) break;
  }
  return turn;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const recordsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isRecord) : []);
