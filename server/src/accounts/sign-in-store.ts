import type { DBAdapter } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { eq } from 'drizzle-orm';
import type { Db } from '../platform/context.ts';
import { NO_BUSINESS } from '../platform/schema.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { credentials, people, secondFactors, sessions, verifications } from './schema.ts';
import { hashOf } from './tokens.ts';

type Store = DBAdapter;
type Where = NonNullable<Parameters<Store['findMany']>[0]['where']>;
type Row = Record<string, unknown>;

/**
 * The tables of better-auth, so that nobody who reads them can sign in: of a session's token only the hash is kept, and
 * the seed of an authenticator app is encrypted for its row. The library sees both as they are.
 */
export function signInStore(db: Db, box: SecretBox) {
  const open = drizzleAdapter(db, {
    provider: 'pg',
    schema: {
      user: people,
      session: sessions,
      account: credentials,
      verification: verifications,
      twoFactor: secondFactors,
    },
    transaction: true,
  });
  return (options: Parameters<typeof open>[0]): Store => closed(open(options), seedBox(db, box));
}

type SeedBox = ReturnType<typeof seedBox>;

function seedBox(db: Db, box: SecretBox) {
  const place = (userId: string) => ({
    businessId: NO_BUSINESS,
    table: 'second_factors',
    column: 'secret',
    row: userId,
  });
  return {
    seal: (userId: string, seed: string) => box.seal(seed, place(userId)),
    open: (userId: string, sealed: string) => box.open(sealed, place(userId)),
    /** The library changes a seed by the id of its row. */
    ownerOf: async (id: string): Promise<string | null> => {
      const [row] = await db
        .select({ userId: secondFactors.userId })
        .from(secondFactors)
        .where(eq(secondFactors.id, id));
      return row?.userId ?? null;
    },
  };
}

function closed(store: Store, seeds: SeedBox): Store {
  return {
    ...store,
    create: async <T extends Row, R = T>(given: Parameters<Store['create']>[0]) => {
      const made = await store.create<Row, Row>({ ...given, data: await closedRow(given.model, given.data, seeds) });
      return { ...made, ...secretsOf(given.model, given.data) } as R;
    },
    findOne: async <T>(given: Parameters<Store['findOne']>[0]) => {
      const row = await store.findOne<Row>({ ...given, where: closedWhere(given.model, given.where) });
      return (row && openRow(given.model, row, given.where, seeds)) as T | null;
    },
    findMany: async <T>(given: Parameters<Store['findMany']>[0]) => {
      const rows = await store.findMany<Row>({ ...given, where: closedWhere(given.model, given.where ?? []) });
      return rows.map((row) => openRow(given.model, row, given.where ?? [], seeds)) as T[];
    },
    count: (given) => store.count({ ...given, where: closedWhere(given.model, given.where ?? []) }),
    update: async <T>(given: Parameters<Store['update']>[0]) => {
      const update = await closedRow(given.model, given.update, seeds, given.where);
      const row = await store.update<Row>({ ...given, where: closedWhere(given.model, given.where), update });
      return (row && openRow(given.model, row, given.where, seeds)) as T | null;
    },
    updateMany: (given) => store.updateMany({ ...given, where: closedWhere(given.model, given.where) }),
    delete: (given) => store.delete({ ...given, where: closedWhere(given.model, given.where) }),
    deleteMany: (given) => store.deleteMany({ ...given, where: closedWhere(given.model, given.where) }),
    consumeOne: async <T>(given: Parameters<Store['consumeOne']>[0]) => {
      const row = await store.consumeOne<Row>({ ...given, where: closedWhere(given.model, given.where) });
      return (row && openRow(given.model, row, given.where, seeds)) as T | null;
    },
    incrementOne: async <T>(given: Parameters<Store['incrementOne']>[0]) => {
      const row = await store.incrementOne<Row>({ ...given, where: closedWhere(given.model, given.where) });
      return (row && openRow(given.model, row, given.where, seeds)) as T | null;
    },
    transaction: (work) => store.transaction((tx) => work(closed({ ...store, ...tx }, seeds))),
  };
}

/** Sessions are looked for by what the cookie says. */
function closedWhere(model: string, where: Where): Where {
  if (model !== 'session') return where;
  return where.map((one) => {
    if (one.field !== 'token') return one;
    if (typeof one.value === 'string') return { ...one, value: hashOf(one.value) };
    return Array.isArray(one.value) ? { ...one, value: one.value.map((token) => hashOf(String(token))) } : one;
  });
}

async function closedRow(model: string, row: Row, seeds: SeedBox, where: Where = []): Promise<Row> {
  if (model === 'session' && typeof row.token === 'string') return { ...row, token: hashOf(row.token) };
  if (model !== 'twoFactor' || typeof row.secret !== 'string') return row;
  const id = where.find(({ field }) => field === 'id')?.value;
  const owner = typeof row.userId === 'string' ? row.userId : typeof id === 'string' ? await seeds.ownerOf(id) : null;
  if (owner === null) throw new Error('a seed is kept for a person');
  return { ...row, secret: seeds.seal(owner, row.secret) };
}

/** A session that was looked for by its token is given back with it; one of a list keeps the hash. */
function openRow(model: string, row: Row, where: Where, seeds: SeedBox): Row {
  if (model === 'session') {
    const token = where.find(({ field }) => field === 'token')?.value;
    return typeof token === 'string' ? { ...row, token } : row;
  }
  if (model !== 'twoFactor' || typeof row.secret !== 'string' || typeof row.userId !== 'string') return row;
  return { ...row, secret: seeds.open(row.userId, row.secret) };
}

const secretsOf = (model: string, { token, secret }: Row): Row =>
  model === 'session' && token !== undefined
    ? { token }
    : model === 'twoFactor' && secret !== undefined
      ? { secret }
      : {};
