import { and, asc, eq, sql } from 'drizzle-orm';
import { type AuditAction, recordAudit } from '../accounts/index.ts';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { Problem } from '../platform/problem.ts';
import type { FaqChange, FaqDraft, FaqView } from './faq-api.ts';
import { MOST_FAQS } from './faq-api.ts';
import { faqsFromCsv, type RowProblem } from './faq-csv.ts';
import { type Faq, faqs } from './schema.ts';

export const faqNotFound = () => new Problem('faq-not-found', 404, 'There is no such question. See GET /api/v1/faqs.');
const tooManyFaqs = () =>
  new Problem('too-many-faqs', 409, `A business has at most ${MOST_FAQS} questions. Delete some first.`);
const faqExists = (id: string) =>
  new Problem('faq-exists', 409, 'This topic has a question in this language already. Change that one.', { id });

/** Whose questions, and who changes them. */
export type Editor = { businessId: string; actor: Actor };

export const faqView = ({ id, topic, language, question, variants, answer, position, enabled }: Faq): FaqView => ({
  id,
  topic,
  language,
  question,
  variants,
  answer,
  position,
  enabled,
});

/** All questions of a business in its order, also those that are switched off. */
export async function allFaqs(db: Db | Tx, businessId: string): Promise<Faq[]> {
  return db
    .select()
    .from(faqs)
    .where(eq(faqs.businessId, businessId))
    .orderBy(asc(faqs.position), asc(faqs.topic), asc(faqs.language))
    .limit(MOST_FAQS);
}

/** @throws faq-not-found */
export async function oneFaq(db: Db | Tx, businessId: string, id: string): Promise<Faq> {
  const [row] = await db.select().from(faqs).where(isIt(businessId, id));
  if (!row) throw faqNotFound();
  return row;
}

const isIt = (businessId: string, id: string) => and(eq(faqs.businessId, businessId), eq(faqs.id, id));

/** @throws too-many-faqs, faq-exists */
export async function addFaq(ctx: Ctx, editor: Editor, draft: FaqDraft): Promise<Faq> {
  const added = await editing(ctx, editor, async (tx) => {
    const known = await allFaqs(tx, editor.businessId);
    if (known.length >= MOST_FAQS) throw tooManyFaqs();
    const same = known.find(({ topic, language }) => topic === draft.topic && language === draft.language);
    if (same) throw faqExists(same.id);
    const [row] = await tx
      .insert(faqs)
      .values({ businessId: editor.businessId, ...draft })
      .returning();
    await audit(tx, editor, 'faq.added', nameOf(row!), null, faqView(row!));
    return row!;
  });
  tellLive(ctx, editor.businessId, { kind: 'faq', id: added.id });
  return added;
}

/** @throws faq-not-found */
export async function changeFaq(ctx: Ctx, editor: Editor, id: string, change: FaqChange): Promise<Faq> {
  const changed = await editing(ctx, editor, async (tx) => {
    const before = await oneFaq(tx, editor.businessId, id);
    if (Object.keys(change).length === 0) return before;
    const [row] = await tx.update(faqs).set(change).where(isIt(editor.businessId, id)).returning();
    await audit(tx, editor, 'faq.changed', nameOf(before), pick(before, change), change);
    return row!;
  });
  tellLive(ctx, editor.businessId, { kind: 'faq', id });
  return changed;
}

/** @throws faq-not-found */
export async function deleteFaq(ctx: Ctx, editor: Editor, id: string): Promise<void> {
  await editing(ctx, editor, async (tx) => {
    const [row] = await tx.delete(faqs).where(isIt(editor.businessId, id)).returning();
    if (!row) throw faqNotFound();
    await audit(tx, editor, 'faq.deleted', nameOf(row), faqView(row), null);
  });
  tellLive(ctx, editor.businessId, { kind: 'faq', id });
}

/** Puts topics into an order; those not named follow in the order they stood. */
export async function orderFaqs(ctx: Ctx, editor: Editor, wanted: readonly string[]): Promise<Faq[]> {
  const rows = await editing(ctx, editor, async (tx) => {
    const before = topicsOf(await allFaqs(tx, editor.businessId));
    const known = new Set(before);
    const topics = [...new Set([...wanted.filter((topic) => known.has(topic)), ...before])];
    for (const [position, topic] of topics.entries())
      await tx
        .update(faqs)
        .set({ position })
        .where(
          and(eq(faqs.businessId, editor.businessId), eq(faqs.topic, topic), sql`${faqs.position} <> ${position}`),
        );
    await audit(tx, editor, 'faq.ordered', `${topics.length}`, before, topics);
    return allFaqs(tx, editor.businessId);
  });
  tellLive(ctx, editor.businessId, { kind: 'faq', id: 'order' });
  return rows;
}

const topicsOf = (rows: readonly Faq[]): string[] => [...new Set(rows.map(({ topic }) => topic))];

export type Imported = {
  applied: boolean;
  added: number;
  changed: number;
  same: number;
  problems: RowProblem[];
  rows: { line: number; topic: string; language: string; question: string; effect: 'added' | 'changed' | 'same' }[];
};

/** Adds and changes questions by topic and language; deletes none. With one bad row, or as a dry run, writes nothing. */
export async function importFaqs(ctx: Ctx, editor: Editor, csv: string, dryRun: boolean): Promise<Imported> {
  const { rows, problems } = faqsFromCsv(csv);
  const { businessId } = editor;
  const imported = await editing(ctx, editor, async (tx) => {
    const known = new Map((await allFaqs(tx, businessId)).map((one) => [`${one.topic} ${one.language}`, one]));
    const effects = rows.map(({ line, faq }) => {
      const before = known.get(`${faq.topic} ${faq.language}`);
      const effect = !before ? 'added' : isSame(before, faq) ? 'same' : 'changed';
      return { line, faq, before, effect } as const;
    });
    const count = (what: string) => effects.filter(({ effect }) => effect === what).length;
    const [added, changed, same] = [count('added'), count('changed'), count('same')];
    if (known.size + added > MOST_FAQS) problems.push({ line: 1, message: tooManyFaqs().message });
    const applied = !dryRun && problems.length === 0;
    if (applied) {
      for (const { faq, before, effect } of effects) {
        if (effect === 'added') await tx.insert(faqs).values({ businessId, ...faq });
        if (effect === 'changed') await tx.update(faqs).set(faq).where(isIt(businessId, before!.id));
      }
      await audit(tx, editor, 'faq.imported', 'CSV', null, { added, changed });
    }
    const shown = effects.map(({ line, effect, faq: { topic, language, question } }) => ({
      line,
      topic,
      language,
      question,
      effect,
    }));
    return { applied, added, changed, same, problems, rows: shown };
  });
  if (imported.applied) tellLive(ctx, businessId, { kind: 'faq', id: 'import' });
  return imported;
}

function isSame({ id, ...known }: Faq, wanted: FaqDraft): boolean {
  return FIELDS.every((field) => JSON.stringify(known[field]) === JSON.stringify(wanted[field]));
}
const FIELDS = ['question', 'variants', 'answer', 'position', 'enabled'] as const;

/** One editor of a business at a time: what is counted and looked for stays so until it is written. */
async function editing<T>({ db }: Ctx, { businessId }: Editor, edit: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`faqs ${businessId}`}::text, 0))`);
    return edit(tx);
  });
}

const audit = (tx: Tx, editor: Editor, action: AuditAction, subject: string, before: unknown, after: unknown) =>
  recordAudit(tx, { ...editor, action, subject, before, after });

const nameOf = ({ topic, language }: Faq): string => `${topic} (${language})`;

const pick = (faq: Faq, change: FaqChange): Partial<FaqView> =>
  Object.fromEntries(Object.entries(faqView(faq)).filter(([key]) => key in change));
