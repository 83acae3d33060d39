import type { Answered, Models, Question, Said, ToolCall } from '../../models/index.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Plan, type Tool, type ToolTurn, tools } from '../tools/index.ts';
import { correction, OUT_OF_CALLS } from './prompt.ts';
import type { AgentTrace } from './trace.ts';
import { type Circumstances, checkDraft } from './truth/check.ts';
import { evidenceOf, type Finding } from './truth/evidence.ts';

const MOST_CALLS = 8; // of tools in one turn. @see reliability: Model tools
const MOST_QUESTIONS = 8; // to the model in one turn
const MOST_RESULT = 6_000; // characters of a tool's result that the model reads

/** How a talk with the model ended. `text` is '' when a plan says everything. */
export type Ending = { findings: Finding[]; plans: Plan[] } & (
  | { kind: 'answered'; text: string }
  | { kind: 'unsupported' } // two drafts were held back, or there was none
  | { kind: 'unavailable'; why: 'over-budget' | 'no-answer' | 'cancelled' }
);

export type Talk = {
  models: Models;
  question: Pick<Question, 'charge' | 'system' | 'signal' | 'isHard'>;
  said: Said[];
  turn: ToolTurn;
  circumstances: Circumstances;
  trace: AgentTrace; // written to as it goes
};

/**
 * Lets the model look things up and write an answer, until a draft says nothing but what was found.
 *
 * A draft that says more goes back once with what is wrong with it. The model is asked at most eight times and gets at
 * most eight calls; nothing it calls changes anything.
 */
export async function converse(ctx: Ctx, talk: Talk): Promise<Ending> {
  const said = [...talk.said];
  const findings: Finding[] = [];
  const plans: Plan[] = [];
  let calls = 0;
  let wasHeldBack = false;
  for (let asked = 0; asked < MOST_QUESTIONS; asked++) {
    const answer = await talk.models.ask({
      ...talk.question,
      purpose: 'agent',
      said,
      tools: SPECS,
      isHard: wasHeldBack || (talk.question.isHard ?? false),
    });
    if (answer.outcome === 'unavailable') return { kind: 'unavailable', why: answer.why, findings, plans };
    note(talk.trace, answer);

    if (answer.calls.length > 0) {
      const results = await runAll(ctx, talk, answer.calls, MOST_CALLS - calls, findings, plans);
      calls += answer.calls.length;
      said.push({ role: 'assistant', text: answer.text, calls: answer.calls }, { role: 'tool', results });
      if (plans.some(({ kind }) => kind === 'hand_off')) return { kind: 'answered', text: '', findings, plans };
      continue;
    }
    const violations = checkDraft(answer.text, evidenceOf(findings), talk.circumstances).map(({ what }) => what);
    if (violations.length === 0) return { kind: 'answered', text: answer.text, findings, plans };
    talk.trace.refused.push(...violations.slice(0, 5));
    if (wasHeldBack) break;
    wasHeldBack = true;
    said.push({ role: 'assistant', text: answer.text, calls: [] }, { role: 'user', text: correction(violations) });
  }
  return { kind: 'unsupported', findings, plans };
}

const SPECS = [...tools.values()].map(({ name, about, input }) => ({ name, about, input }));

function note(trace: AgentTrace, { model, usage, nanoUsd }: Answered): void {
  trace.models.push(model);
  trace.tokens.input += usage.input;
  trace.tokens.output += usage.output;
  trace.nanoUsd += nanoUsd;
}

async function runAll(
  ctx: Ctx,
  { turn, trace }: Talk,
  calls: readonly ToolCall[],
  most: number,
  findings: Finding[],
  plans: Plan[],
): Promise<{ id: string; name: string; result: unknown }[]> {
  const results = [];
  for (const [at, call] of calls.entries()) {
    const { id, name } = call;
    const tool = tools.get(name);
    const mistake = at >= Math.max(0, most) ? OUT_OF_CALLS : (call.mistake ?? (tool ? null : 'there is no such tool'));
    const result = mistake === null && tool ? await runOne(ctx, turn, tool, call, findings, plans) : { error: mistake };
    trace.tools.push({ name, outcome: 'error' in result ? 'error' : String(result.outcome ?? '') });
    results.push({ id, name, result: bounded(result) });
  }
  return results;
}

/** What a tool refuses, it refuses as a result; only trouble of ours ends the turn. */
async function runOne(
  ctx: Ctx,
  turn: ToolTurn,
  tool: Tool,
  { input }: ToolCall,
  findings: Finding[],
  plans: Plan[],
): Promise<Record<string, unknown>> {
  const read = tool.input.safeParse(input);
  if (!read.success) return { error: 'the input does not fit the schema of this tool' };
  const { result, isOwnWords, plan } = await tool.run(ctx, read.data, turn);
  findings.push({ tool: tool.name, result, ...(isOwnWords ? { isOwnWords } : {}) });
  if (plan) replace(plans, plan);
  return result;
}

/** One thing to confirm at a time: what was proposed last is what the customer is asked. */
function replace(plans: Plan[], plan: Plan): void {
  const at = plans.findIndex(({ kind }) => kind === plan.kind);
  if (at === -1) plans.push(plan);
  else plans[at] = plan;
}

function bounded(result: Record<string, unknown>): unknown {
  const text = JSON.stringify(result);
  return text.length <= MOST_RESULT ? result : `${text.slice(0, MOST_RESULT)} …`;
}
