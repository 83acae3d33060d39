import { doneClaims } from './done-claims.ts';
import type { Evidence, Thing } from './evidence.ts';
import { policyClaims, presenceClaims } from './offer-claims.ts';
import type { Around, Reading, Violation } from './reading.ts';
import { subjectsOf } from './subjects.ts';
import { foldText, sentencesOf, tokensOf } from './tokens.ts';
import { dayClaims, valueClaims } from './value-claims.ts';

/** What a text claims and nothing supports. */
export function claimsOf(text: string, evidence: Evidence, around: Around): Violation[] {
  const violations: Violation[] = [];
  let about: ReadonlySet<Thing> = subjectsOf(tokensOf(foldText(around.asked)), evidence.things, new Set()).last;
  for (const sentence of sentencesOf(text)) {
    const folded = foldText(sentence);
    const tokens = tokensOf(folded);
    const subjects = subjectsOf(tokens, evidence.things, about);
    const read: Reading = {
      folded,
      tokens,
      isQuestion: /[?？]\s*$/.test(sentence) && !around.isEcho,
      subjects,
      evidence,
      around,
    };
    violations.push(...valueClaims(read), ...dayClaims(read), ...policyClaims(read));
    violations.push(...presenceClaims(read), ...doneClaims(read));
    about = subjects.last;
  }
  return violations;
}
