import type { Simulated, Step } from '../flow-queries.ts';

/** The talk as a transcript for `flows/<name>.test.yaml`; docs/flows.md explains it. */
export function transcriptOf(steps: readonly Step[], played: readonly Pick<Simulated, 'replies'>[]): string {
  const lines = steps.flatMap((step, at) => [
    `      - ${lineOf(step)}`,
    ...(played[at]?.replies ?? []).map((reply) => `      - bot: ${JSON.stringify(firstLine(reply))}`),
  ]);
  return ['  - name: a new talk', '    talk:', ...lines, ''].join('\n');
}

function lineOf(step: Step): string {
  if ('customer' in step) return `customer: ${JSON.stringify(step.customer)}`;
  if ('taps' in step) return `taps: ${JSON.stringify(step.taps)}`;
  if ('later' in step) return `later: ${step.later}`;
  return `sends: ${JSON.stringify(step.sends)}`;
}

const firstLine = (reply: object): string =>
  'body' in reply && typeof reply.body === 'string' ? (reply.body.split('\n')[0] ?? '') : '';
