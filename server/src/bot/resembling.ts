import { SURE_FAQ, searchFaqs } from '../language/index.ts';
import type { Db, Tx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import type { BankShelf } from './faqs.ts';
import type { Flow } from './flows/flow.ts';
import type { LearntShelf } from './learnt.ts';

/** How sure we must be of what was meant: to go there, and to ask whether it was meant. From 0 to 1. */
export const SURE = 0.55;
export const WORTH_ASKING = 0.3;

export type Asked = { business: Business; flow: Flow; language: string; text: string };

/**
 * What a message resembles of what the business is asked often, and of the examples of its flow's triggers.
 *
 * @returns `faq:returns` or `trigger:3` with how sure that is, from 0 to 1.
 */
export type Resembling = (db: Db | Tx, asked: Asked) => Promise<Map<string, number>>;

export const resembling =
  (banks: BankShelf, learnt: LearntShelf): Resembling =>
  async (db, { business, flow, language, text }) => {
    const bank = await banks.of(db, business, flow, language);
    const found = new Map(searchFaqs(text, bank).map(({ id, score }) => [id, (score / SURE_FAQ) * SURE])); // on our scale
    for (const { label, confidence } of learnt.read(bank, business.id, flow, text))
      found.set(label, Math.max(confidence, found.get(label) ?? 0));
    return found;
  };

/** "faq:returns" or "trigger:3" taken apart. */
export function namedBy(id: string): { faq: string } | { trigger: number } {
  const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  return kind === 'faq' ? { faq: name } : { trigger: Number(name) };
}
