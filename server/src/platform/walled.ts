import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import type { Ctx, Log } from './context.ts';
import { poolOptions } from './database.ts';
import { requestScope } from './request-scope.ts';
import { NO_BUSINESS } from './schema.ts';

const CONNECTIONS = 10;
const WAIT_IN_LINE_MS = 10_000; // as the general pool does: docs/decisions/0010-a-crowd-waits.md
const ROLE = 'parlour_api';

/**
 * The same context behind the second wall: its connections see the rows of one business, the one the request under way
 * is about, whatever a query forgets to say. Outside of a request they see nobody's.
 *
 * Where the database user may not use the role, the context is given back as it is; the start said so.
 */
export async function walledContext(ctx: Ctx, connectionString: string): Promise<Ctx & { end(): Promise<void> }> {
  if (!(await isRoleUsable(ctx))) return { ...ctx, end: async () => {} };
  const pool = new WalledPool({
    ...poolOptions(connectionString),
    connectionTimeoutMillis: WAIT_IN_LINE_MS,
    max: CONNECTIONS,
    application_name: 'parlour api',
  });
  keepGoing(pool, ctx.log);
  return { ...ctx, db: drizzle(pool, { casing: 'snake_case' }), end: () => pool.end() };
}

async function isRoleUsable({ db }: Ctx): Promise<boolean> {
  const { rows } = await db.execute<{ usable: boolean }>(
    `select coalesce(bool_or(pg_has_role(current_user, oid, 'set')), false) as usable from pg_roles where rolname = '${ROLE}'`,
  );
  return rows[0]?.usable ?? false;
}

function keepGoing(pool: pg.Pool, log: Log): void {
  const note = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  pool.on('error', note).on('connect', (client) => client.on('error', note));
}

type Lent = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  release: (broken?: Error | boolean) => void,
) => void;

/** Moves a connection to the business of the request before it lends it; it mostly is there already. */
class WalledPool extends pg.Pool {
  readonly #where = new WeakMap<pg.PoolClient, string>();

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Lent): void;
  override connect(callback?: Lent): Promise<pg.PoolClient> | undefined {
    const business = requestScope()?.businessId ?? NO_BUSINESS;
    const lent = super.connect().then((client) => this.#move(client, business));
    if (!callback) return lent;
    lent.then(
      (client) => callback(undefined, client, (broken) => client.release(broken)),
      (error) => callback(error, undefined, () => {}),
    );
    return undefined;
  }

  async #move(client: pg.PoolClient, business: string): Promise<pg.PoolClient> {
    if (this.#where.get(client) === business) return client;
    try {
      await client.query("select set_config('role', $1, false), set_config('parlour.business', $2, false)", [
        ROLE,
        business,
      ]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    this.#where.set(client, business);
    return client;
  }
}
