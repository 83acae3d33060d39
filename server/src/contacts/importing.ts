import { and, eq, inArray, sql } from 'drizzle-orm';
import { recordAudit } from '../accounts/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { CsvLine } from '../platform/csv.ts';
import { newId } from '../platform/id.ts';
import type { Actor } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import { cleanLine } from '../platform/text.ts';
import type { Imported, ImportReport } from './api.ts';
import { guessColumns, type ImportedPerson, readPerson } from './import-columns.ts';
import { canonicalPhone } from './phone-variants.ts';
import { importNeedsSource, importWithoutPhone } from './problems.ts';
import { consents, contactIdentities, contacts } from './schema.ts';

export type ImportOptions = {
  /** What each column holds, by its name in the file; absent: guessed from the names. */
  holds?: Record<string, Imported> | undefined;
  dryRun: boolean;
  /** Leaves wrong lines out; otherwise nothing is imported while one is wrong. */
  skipWrong: boolean;
  /** Of somebody known already: fill what is empty, or take what the file says. */
  known: 'fill' | 'replace';
  /** Where these people agreed to marketing; needed when a column says that they did. */
  source?: string | undefined;
};

const AT_ONCE = 500;
const MOST_LISTED = 100;

/**
 * Takes people from a CSV file, or says what would happen. All of it is one transaction: a file is imported whole or
 * not at all. A phone number is one person, in the file and among those known.
 *
 * @param lines the first is the header.
 * @returns the report; with wrong lines and without `skipWrong` nothing was imported.
 * @throws import-without-phone, import-needs-source
 */
export async function importContacts(
  ctx: Ctx,
  { business, actor }: { business: Business; actor: Actor },
  lines: AsyncIterable<CsvLine>,
  options: ImportOptions,
): Promise<ImportReport> {
  return ctx.db
    .transaction(async (tx) => {
      const report = await readAll(ctx, tx, business, lines, options);
      if (options.dryRun || (report.wrongRows > 0 && !options.skipWrong)) throw new NotKept(report);
      const { rows, created, updated } = report;
      const counts = { rows, created, updated, source: options.source };
      await recordAudit(tx, {
        businessId: business.id,
        actor,
        action: 'contact.imported',
        subject: `${rows} rows`,
        after: counts,
      });
      return report;
    })
    .catch((error: unknown) => {
      if (error instanceof NotKept) return error.report;
      throw error;
    });
}

/** Rolls the transaction back, and carries out of it what was found. */
class NotKept extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('nothing was imported');
    this.report = report;
  }
}

async function readAll(
  ctx: Ctx,
  tx: Tx,
  business: Business,
  lines: AsyncIterable<CsvLine>,
  options: ImportOptions,
): Promise<ImportReport> {
  const report: ImportReport = {
    dryRun: options.dryRun,
    columns: [],
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    repeated: [],
    wrong: [],
    wrongRows: 0,
  };
  const firstLines = new Map<string, number>(); // by canonical phone
  let holds: Imported[] | null = null;
  let waiting: ImportedPerson[] = [];
  const flush = async () => {
    await store(ctx, tx, business.id, waiting, options, report);
    waiting = [];
  };
  for await (const line of lines) {
    if (!holds) {
      holds = columnsOf(line.cells, options, report);
      continue;
    }
    report.rows++;
    noteExamples(report, line.cells);
    const read = readPerson(line, holds, report.columns, business);
    if ('wrong' in read) {
      report.wrongRows++;
      if (report.wrong.length < MOST_LISTED) report.wrong.push(...read.wrong);
      continue;
    }
    const key = canonicalPhone(read.person.phone);
    const first = firstLines.get(key);
    if (first !== undefined) {
      if (report.repeated.length < MOST_LISTED) report.repeated.push({ line: line.number, first });
      continue;
    }
    firstLines.set(key, line.number);
    waiting.push(read.person);
    if (waiting.length === AT_ONCE) await flush();
  }
  await flush();
  return report;
}

function columnsOf(named: string[], options: ImportOptions, report: ImportReport): Imported[] {
  const guessed = guessColumns(named);
  const header = eachItsOwn(named);
  const holds = header.map((column, at) => (options.holds ? (options.holds[column] ?? '-') : guessed[at]!));
  report.columns = header.map((column, at) => ({ column, holds: holds[at]!, example: '' }));
  if (!holds.includes('phone')) {
    if (options.dryRun) return holds; // the report shows the columns, to be told which one it is
    throw importWithoutPhone();
  }
  if (holds.includes('marketing') && !options.source && !options.dryRun) throw importNeedsSource();
  return holds;
}

/** Two columns "Phone" are "Phone" and "Phone (2)": whoever says what they hold names one of them. */
function eachItsOwn(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((column) => {
    const times = (seen.get(column) ?? 0) + 1;
    seen.set(column, times);
    return times === 1 ? column : `${column} (${times})`;
  });
}

function noteExamples(report: ImportReport, cells: string[]): void {
  if (report.rows > 20) return;
  for (const [at, column] of report.columns.entries()) column.example ||= cleanLine(cells[at] ?? '', 80);
}

async function store(
  ctx: Ctx,
  tx: Tx,
  businessId: string,
  people: ImportedPerson[],
  options: ImportOptions,
  report: ImportReport,
): Promise<void> {
  if (people.length === 0) return;
  const known = await knownAmong(tx, businessId, people);
  const strangers = people.filter(({ phone }) => !known.has(canonicalPhone(phone)));
  report.created += strangers.length;
  const ids = await addStrangers(ctx, tx, businessId, strangers);
  for (const person of people) {
    const contact = known.get(canonicalPhone(person.phone));
    if (!contact) continue;
    if (await bringUpToDate(tx, businessId, contact, person, options)) report.updated++;
    else report.unchanged++;
  }
  const idOf = ({ phone }: ImportedPerson) => known.get(canonicalPhone(phone))?.id ?? ids.get(canonicalPhone(phone))!;
  const said = people.flatMap((person) => {
    const before = known.get(canonicalPhone(person.phone))?.marketing ?? null;
    // A file never makes a no into a yes: who refused says so again themselves.
    if (person.marketing === null || before === false || before === person.marketing) return [];
    return [
      {
        businessId,
        contactId: idOf(person),
        scope: 'marketing' as const,
        granted: person.marketing,
        source: options.source ?? 'import',
        at: ctx.now(),
      },
    ];
  });
  if (said.length > 0) await tx.insert(consents).values(said);
}

type Known = typeof contacts.$inferSelect;

async function knownAmong(tx: Tx, businessId: string, people: ImportedPerson[]): Promise<Map<string, Known>> {
  const rows = await tx
    .select({ value: contactIdentities.value, contact: contacts })
    .from(contactIdentities)
    .innerJoin(
      contacts,
      and(eq(contacts.businessId, contactIdentities.businessId), eq(contacts.id, contactIdentities.contactId)),
    )
    .where(
      and(
        eq(contactIdentities.businessId, businessId),
        eq(contactIdentities.kind, 'phone'),
        inArray(
          contactIdentities.value,
          people.map(({ phone }) => canonicalPhone(phone)),
        ),
      ),
    );
  return new Map(rows.map(({ value, contact }) => [value, contact]));
}

async function addStrangers(
  ctx: Ctx,
  tx: Tx,
  businessId: string,
  people: ImportedPerson[],
): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const rows = people.map((person) => ({ person, id: newId() }));
  await tx.insert(contacts).values(
    rows.map(({ id, person: { name, language, facts, tags } }) => ({
      businessId,
      id,
      name,
      namedAt: name ? ctx.now() : null,
      language,
      facts,
      tags,
    })),
  );
  await tx
    .insert(contactIdentities)
    .values(
      rows.flatMap(({ id: contactId, person: { phone, username } }) => [
        { businessId, contactId, kind: 'phone' as const, value: canonicalPhone(phone) },
        { businessId, contactId, kind: 'wa_id' as const, value: canonicalPhone(phone).slice(1) },
        ...(username ? [{ businessId, contactId, kind: 'username' as const, value: username }] : []),
      ]),
    )
    .onConflictDoNothing();
  return new Map(rows.map(({ id, person }) => [canonicalPhone(person.phone), id]));
}

/** @returns whether anything changed. */
async function bringUpToDate(
  tx: Tx,
  businessId: string,
  contact: Known,
  person: ImportedPerson,
  { known }: ImportOptions,
): Promise<boolean> {
  const fill = known === 'fill';
  const after = {
    name: fill ? contact.name || person.name : person.name || contact.name,
    language: fill ? (contact.language ?? person.language) : (person.language ?? contact.language),
    facts: fill ? { ...person.facts, ...contact.facts } : { ...contact.facts, ...person.facts },
    tags: [...new Set([...contact.tags, ...person.tags])],
  };
  const { name, language, facts, tags } = contact;
  const isSame = JSON.stringify(sorted(after)) === JSON.stringify(sorted({ name, language, facts, tags }));
  if (isSame) return false;
  await tx
    .update(contacts)
    .set({ ...after, ...(after.name === name ? {} : { namedAt: sql`now()` }) })
    .where(and(eq(contacts.businessId, businessId), eq(contacts.id, contact.id)));
  return true;
}

const sorted = ({
  facts,
  ...rest
}: {
  name: string;
  language: string | null;
  facts: Record<string, string>;
  tags: string[];
}) => ({
  name: rest.name,
  language: rest.language,
  tags: rest.tags,
  facts: Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)),
});
