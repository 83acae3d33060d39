import type { OutboundContent } from '../../conversations/api.ts';
import { described, expected, wantedOf, whyNot } from './comparing.ts';
import type { Simulated, SimulatedStep, Talk } from './simulation.ts';
import type { Step, Transcript, TranscriptSource } from './transcript.ts';

/** What became of one transcript. `unseen`: steps about orders, tickets, stock or consent, which a simulation takes back. */
export type Rehearsed = {
  name: string;
  line: number;
  outcome: 'passed' | 'failed' | 'skipped';
  why: string | null;
  unseen: number;
};

/** A Monday, noon in London: when talks of transcripts begin unless told, so that their dates come true on any day. */
export const TALKS_BEGIN_AT = '2026-03-02T12:00:00Z';

type Play = (talk: Talk) => Promise<Simulated[]>;

/**
 * Plays the talks of a transcript file as simulations of a business, so that nothing of them stays. A talk that wants
 * a past or a stock of its own is skipped: `npm run flows test` gives it one.
 */
export async function rehearse(
  play: Play,
  stage: Omit<Talk, 'steps' | 'language'>,
  source: TranscriptSource,
): Promise<Rehearsed[]> {
  const results: Rehearsed[] = [];
  for (const [place, transcript] of source.transcripts.entries()) {
    const lineOf = (at: number) => source.lineOf(['transcripts', place, 'talk', at]);
    results.push(await one(play, stage, transcript, lineOf));
  }
  return results;
}

async function one(
  play: Play,
  stage: Omit<Talk, 'steps' | 'language'>,
  { name, given, talk }: Transcript,
  lineOf: (at: number) => number,
): Promise<Rehearsed> {
  const unseen = talk.filter(isUnseen).length;
  const result = (line: number, outcome: Rehearsed['outcome'], why: string | null) => ({
    name,
    line,
    outcome,
    why,
    unseen,
  });
  if (given.history || given.stock) return result(lineOf(0), 'skipped', 'it begins with orders or a stock of its own');
  const steps = talk.flatMap((step) => said(step) ?? []);
  const played = await play({ ...stage, steps, language: given.language ?? null });
  const failure = firstFailure(talk, played);
  return failure ? result(lineOf(failure.at), 'failed', failure.why) : result(lineOf(0), 'passed', null);
}

/** The part of a step that the customer does; null when it only looks. */
function said(step: Step): SimulatedStep | null {
  return 'customer' in step || 'taps' in step || 'sends' in step || 'later' in step ? step : null;
}

const isUnseen = (step: Step): boolean => 'order' in step || 'ticket' in step || 'stock' in step || 'marketing' in step;

function firstFailure(talk: readonly Step[], played: readonly Simulated[]): { at: number; why: string } | null {
  let turn = -1;
  let replies: OutboundContent[] = [];
  let isCompared = false;
  const unheard = () => (isCompared && replies[0] ? `the bot also said ${described(replies[0])}` : null);
  for (const [at, step] of talk.entries()) {
    let why: string | null = null;
    if (said(step)) {
      why = unheard();
      turn += 1;
      replies = [...(played[turn]?.replies ?? [])];
      isCompared = false;
      why ??= played[turn]?.problem ?? null;
    } else if ('bot' in step) {
      isCompared = true;
      why = whyNot(replies.shift(), wantedOf(step.bot));
    } else why = whyOtherwise(step, played[turn], replies);
    if (why) return { at, why };
  }
  const left = unheard();
  return left ? { at: talk.length - 1, why: left } : null;
}

function whyOtherwise(step: Step, now: Simulated | undefined, replies: readonly OutboundContent[]): string | null {
  if ('silence' in step) return replies[0] ? `the bot said ${described(replies[0])}` : null;
  if ('person' in step) return expected(Boolean(now?.waiting), step.person, 'waiting for a person');
  if ('language' in step) return expected(now?.language ?? null, step.language, 'the language of the contact');
  if ('at' in step) return expected(now?.node ?? null, step.at, 'the node');
  return null;
}
