import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Ctx, Db, Tx } from '../platform/context.ts';
import { type Business, businesses } from '../platform/schema.ts';
import { DAY, later } from '../platform/time.ts';
import { recordAudit } from './audit.ts';
import { PAGE_NAMES } from './page-names.ts';
import { addPerson, type NewPerson } from './people.ts';
import { linkInvalid } from './problems.ts';
import { type Person, people, setUpLinks } from './schema.ts';
import { addMember } from './team.ts';
import { hashOf, newToken } from './tokens.ts';

const LINK_MS = 7 * DAY;

/** Whether nobody has an account yet. */
export async function isUnowned(db: Db | Tx): Promise<boolean> {
  return (await db.select({ id: people.id }).from(people).limit(1)).length === 0;
}

/**
 * Makes the link with which the first owner comes in; one that was made before no longer works.
 *
 * @param always makes one even when there are owners: somebody lost their way in.
 * @returns the token for the link, to be shown once; null when people are there.
 */
export async function makeSetUpLink(ctx: Pick<Ctx, 'db' | 'now'>, always = false): Promise<string | null> {
  return ctx.db.transaction(async (tx) => {
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('set-up link', 0))"); // several nodes start at once
    if (!always && !(await isUnowned(tx))) return null;
    const token = newToken();
    await tx.delete(setUpLinks).where(isNull(setUpLinks.usedAt));
    await tx
      .insert(setUpLinks)
      .values({ hash: hashOf(token), createdAt: ctx.now(), expiresAt: later(ctx.now(), LINK_MS) });
    return token;
  });
}

/** @throws link-invalid */
export async function requireSetUpLink(ctx: Ctx, db: Db | Tx, token: string): Promise<void> {
  const open = and(eq(setUpLinks.hash, hashOf(token)), isNull(setUpLinks.usedAt), gt(setUpLinks.expiresAt, ctx.now()));
  const [link] = await db.select({ hash: setUpLinks.hash }).from(setUpLinks).where(open);
  if (!link) throw linkInvalid();
}

export type FirstOwner = NewPerson & { businessName?: string };

/**
 * Takes up the set-up link: a new person owns every business there is, or the one that is made now.
 *
 * @throws link-invalid, email-taken, password-too-short, password-too-long, password-too-common
 */
export async function takeUpSetUpLink(ctx: Ctx, tx: Tx, token: string, owner: FirstOwner): Promise<Person> {
  await requireSetUpLink(ctx, tx, token);
  const used = await tx
    .update(setUpLinks)
    .set({ usedAt: ctx.now() })
    .where(and(eq(setUpLinks.hash, hashOf(token)), isNull(setUpLinks.usedAt)))
    .returning();
  if (used.length === 0) throw linkInvalid();
  return addOwner(tx, owner);
}

/** Makes the owner that the environment names, when nobody is there yet. `ADMIN_EMAIL`, `ADMIN_PASSWORD` */
export async function ownerFromEnvironment(ctx: Ctx, given: { email: string; password: string }): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.execute("select pg_advisory_xact_lock(hashtextextended('set-up link', 0))");
    if (await isUnowned(tx)) await addOwner(tx, { ...given, name: given.email.split('@')[0] ?? 'Owner' });
  });
}

async function addOwner(tx: Tx, { businessName, ...given }: FirstOwner): Promise<Person> {
  const person = await addPerson(tx, given);
  const known = await tx.select().from(businesses);
  const owned = known.length > 0 ? known : [await openBusiness(tx, businessName ?? 'My business')];
  for (const { id: businessId } of owned) {
    await addMember(tx, { businessId, personId: person.id }, 'owner');
    const actor = { kind: 'person', id: person.id, name: person.name, role: 'owner' } as const;
    await recordAudit(tx, {
      businessId,
      actor,
      action: 'team.set_up',
      subject: person.email,
      after: { role: 'owner' },
    });
  }
  return person;
}

async function openBusiness(tx: Tx, name: string): Promise<Business> {
  const [business] = await tx
    .insert(businesses)
    .values({ slug: slugOf(name), name })
    .returning();
  return business!;
}

/** A short name for addresses: "Café Lúa & Co." → "cafe-lua-co"; never that of a page. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');
  return PAGE_NAMES.includes(plain) ? `${plain}-business` : plain || 'business';
}
