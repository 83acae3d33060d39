import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type Allow, MAY, ROLES, type Role } from '../src/platform/policy.ts';
import { startParlour } from './parlour.ts';
import { sampleOf } from './samples.ts';

type Schema = Record<string, unknown>;
type Parameter = { name: string; in: string; required?: boolean; schema: Schema };
type Operation = {
  'x-allow'?: Allow;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Route = { method: string; path: string; allow: Allow; operation: Operation };
type Answer = { status: number; kind: string | null; text: string };

const LONG_MS = 180_000;
/** Their first call trains a model, which takes longer than all others together; ai-routes.test.ts calls them. */
const TRAINING = new Set(['/api/v1/ai/spam-check', '/api/v1/ai/classify']);
const PASSWORD = 'stapler harbour violin';

/** Every role meets every route: the list of routes is the API's own description. */
describe('who may do what', { timeout: LONG_MS }, () => {
  let parlour: Awaited<ReturnType<typeof startParlour>>;
  let routes: Route[];
  const cookies = new Map<Role, string>();
  let foreignIds: string[];

  before(async () => {
    parlour = await startParlour({ API_RATE_LIMIT: 'off', ROLE: 'web' }); // nothing moves by itself
    routes = routesOf(await (await fetch(`${parlour.origin}/api/v1/openapi.json`)).json());
    await letPeopleIn();
    foreignIds = await idsOfTheFactory();
  });
  after(() => parlour.end());

  test('every route says whom it lets in', () => {
    assert.ok(routes.length > 40);
    for (const { method, path, allow } of routes) assert.ok(allow, `${method} ${path}`);
  });

  test('nobody comes in without a session or a key', async () => {
    for (const route of routes.filter(({ allow }) => allow !== 'anyone')) {
      const { status } = await ask(route, { cookie: '' });
      assert.equal(status, 401, `${route.method} ${route.path}`);
    }
  });

  for (const role of ROLES) {
    test(`the role ${role} is refused what it may not do, and nothing else`, { timeout: LONG_MS }, async () => {
      for (const route of routes.filter(({ path }) => !path.startsWith('/api/v1/me/sessions'))) {
        const may = route.allow === 'anyone' || route.allow === 'signed-in' || MAY[role].includes(route.allow);
        if (may && TRAINING.has(route.path)) continue;
        const { status, kind } = await ask(route, { cookie: cookies.get(role)! });
        const told = `${role}: ${route.method} ${route.path} answers ${status} ${kind}`;
        if (may) assert.ok(status !== 401 && kind !== 'not-allowed' && status < 500, told);
        else assert.deepEqual([status, kind], [403, 'not-allowed'], told);
      }
    });
  }

  test('an id of another business is answered like one that does not exist, and nothing of it changes', {
    timeout: LONG_MS,
  }, async () => {
    const untouched = await factoryAsItIs();
    const cookie = cookies.get('owner')!;
    for (const route of routes.filter(({ path, allow }) => /\{[a-zA-Z]*[iI]d\}/.test(path) && allow !== 'anyone')) {
      const missing = await ask(route, { cookie });
      for (const id of foreignIds) {
        const foreign = await ask(route, { cookie, id });
        assert.deepEqual(foreign, missing, `${route.method} ${route.path} tells that ${id} exists`);
      }
    }
    assert.deepEqual(await factoryAsItIs(), untouched);
  });

  /** One request with everything it needs, filled with samples. */
  async function ask(route: Route, { cookie, id }: { cookie: string; id?: string }): Promise<Answer> {
    const { method, operation } = route;
    const missing = '0190a000-0000-7000-8000-000000000000';
    const path = route.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
      if (/id$/i.test(name)) return id ?? missing;
      const schema = operation.parameters?.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
      return encodeURIComponent(String(sampleOf(schema)));
    });
    const query = new URLSearchParams(
      (operation.parameters ?? [])
        .filter((one) => one.in === 'query' && one.required)
        .map((one): [string, string] => [one.name, String(sampleOf(one.schema))]),
    );
    const json = operation.requestBody?.content['application/json']?.schema;
    const abort = new AbortController();
    const response = await fetch(`${parlour.origin}${path}${query.size > 0 ? `?${query}` : ''}`, {
      method: method.toUpperCase(),
      headers: {
        cookie,
        origin: parlour.origin,
        'x-business': 'demo-shop',
        ...(json ? { 'content-type': 'application/json' } : {}),
      },
      ...(json ? { body: JSON.stringify(sampleOf(json)) } : {}),
      signal: abort.signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
    const text = isStream ? '' : await response.text();
    if (isStream) abort.abort();
    const type = response.headers.get('content-type')?.includes('problem') ? String(JSON.parse(text).type) : null;
    return {
      status: response.status,
      kind: type?.split('/').at(-1) ?? null,
      text: response.status < 400 ? text : text.replace(/"instance":"[^"]*"/, '').replaceAll(id ?? missing, '…'),
    };
  }

  async function letPeopleIn(): Promise<void> {
    const post = (path: string, body: object, cookie = '') =>
      fetch(`${parlour.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: parlour.origin, 'x-business': 'demo-shop', cookie },
        body: JSON.stringify(body),
      });
    const token = parlour.setUpLink!.split('#')[1];
    const set = await post('/api/v1/set-up', { token, name: 'Olivia', email: 'owner@example.com', password: PASSWORD });
    cookies.set('owner', cookieOf(set));
    // An owner of the shop alone: the factory is foreign to them too.
    await parlour.rows(
      "delete from members where business_id = (select id from businesses where slug = 'demo-factory')",
    );
    for (const role of ['admin', 'agent', 'viewer'] as const) {
      const invited = await post(
        '/api/v1/team/invitations',
        { email: `${role}@example.com`, role },
        cookies.get('owner'),
      );
      const { link } = (await invited.json()) as { link: string };
      const [, id, secret] = /\/invitation\/([^#]+)#(.+)$/.exec(link)!;
      const joined = await post(`/api/v1/invitations/${id}/acceptance`, {
        token: secret,
        name: role,
        password: PASSWORD,
      });
      cookies.set(role, cookieOf(joined));
    }
  }

  /** One id of each kind of thing the other business has. */
  async function idsOfTheFactory(): Promise<string[]> {
    const ids: string[] = [randomUUID()];
    for (const table of await tablesOfBusinesses()) {
      const rows = await parlour
        .rows<{ id: string }>(
          `select t.id::text from ${table} t join businesses b on b.id = t.business_id where b.slug = 'demo-factory' limit 1`,
        )
        .catch(() => []);
      ids.push(...rows.map(({ id }) => id));
    }
    assert.ok(ids.length > 8);
    return ids;
  }

  async function factoryAsItIs(): Promise<Record<string, string>> {
    const state: Record<string, string> = {};
    for (const table of await tablesOfBusinesses()) {
      const [row] = await parlour.rows<{ hash: string }>(
        `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash
         from ${table} t join businesses b on b.id = t.business_id where b.slug = 'demo-factory'`,
      );
      state[table] = row!.hash;
    }
    return state;
  }

  const tablesOfBusinesses = async (): Promise<string[]> =>
    (
      await parlour.rows<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id' and not a.attisdropped
         where c.relkind in ('r', 'p') and not c.relispartition order by 1`,
      )
    ).map(({ name }) => name);
});

const cookieOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

function routesOf(description: unknown): Route[] {
  const { paths } = description as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    path.startsWith('/api/v1')
      ? Object.entries(operations).map(([method, operation]) => ({
          method,
          path,
          allow: operation['x-allow']!,
          operation,
        }))
      : [],
  );
}
