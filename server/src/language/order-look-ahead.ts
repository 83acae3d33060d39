import type { Span } from './order-span.ts';

/** From each span on: where its clause ends, and where the next thing said about a product, or product, stands. */
export type LookAhead = { ends: number[]; things: number[]; products: number[] };

/** Looks ahead once for all spans. */
export function lookAhead(spans: Span[]): LookAhead {
  const beyond = spans.length;
  const ahead: LookAhead = { ends: [], things: [], products: [] };
  for (const list of [ahead.ends, ahead.things, ahead.products]) list[beyond] = list[beyond + 1] = beyond;
  for (let at = beyond - 1; at >= 0; at--) {
    ahead.ends[at] = endsClause(spans[at]!) ? at : ahead.ends[at + 1]!;
    ahead.things[at] = SAYS_SOMETHING.has(spans[at]!.kind) ? at : ahead.things[at + 1]!;
    ahead.products[at] = spans[at]!.kind === 'product' ? at : ahead.products[at + 1]!;
  }
  return ahead;
}

const SAYS_SOMETHING: ReadonlySet<Span['kind']> = new Set(['product', 'option', 'number', 'measure', 'unknown']);

function endsClause(span: Span): boolean {
  return span.kind === 'break' || (span.kind === 'cue' && span.cues.includes('add'));
}
