import type { FastifyInstance, InjectOptions } from 'fastify';
import { testContext } from '../../test/support.ts';
import { httpServer } from '../platform/http.ts';
import type { Letter } from '../platform/mail.ts';
import { requirePolicy } from '../platform/policy.ts';
import { inRequestScope } from '../platform/request-scope.ts';
import { type Business, businesses, NO_BUSINESS } from '../platform/schema.ts';
import { secretBox } from '../platform/secrets.ts';
import { openAccounts } from './accounts.ts';
import { makeSetUpLink } from './first-owner.ts';

/** Good enough for every rule, and for people in tests. */
export const GOOD_PASSWORD = 'stapler harbour violin';

/** A browser: keeps cookies, says that its page is ours. */
export type Browser = {
  send(method: InjectOptions['method'], url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  cookies: Map<string, string>;
};
type Answer = { status: number; body: Record<string, unknown>; setCookies: string[]; headers: Record<string, unknown> };

/** Accounts on the real HTTP stack, with two businesses and a letter box. */
export async function openHouse({ origin = 'http://localhost:3000', connected = false } = {}) {
  const t = await testContext();
  const { ctx } = t;
  const made = await ctx.db
    .insert(businesses)
    .values([
      { slug: 'shop', name: 'Shop', createdAt: new Date('2026-01-01') },
      { slug: 'factory', name: 'Factory', createdAt: new Date('2026-01-02') },
    ])
    .returning();
  const known: Business[] = [...made];
  const refresh = async () => {
    known.splice(0, known.length, ...(await ctx.db.select().from(businesses)));
  };
  const posted: Letter[] = [];
  const accounts = openAccounts(
    { ...ctx, now: () => new Date() }, // the library has the system's clock
    {
      box: secretBox('a key of the installation'),
      key: 'a key of the installation',
      origin,
      publicUrl: origin,
      mail: { send: async (letter) => void posted.push(letter), close: () => {} },
      businesses: () => known,
      isConnected: () => connected,
      refresh,
    },
  );
  const app = await httpServer(ctx.log);
  app.decorateRequest('signedIn', null);
  await app.register(accounts.authRoutes, { prefix: '/api/auth' });
  await app.register(
    async (api) => {
      api.addHook('onRoute', requirePolicy);
      api.addHook('onRequest', accounts.identify);
      api.addHook('preValidation', (request, _reply, done) =>
        inRequestScope({ businessId: request.business?.id ?? NO_BUSINESS, address: request.ip }, done),
      );
      await api.register(accounts.routes(ctx));
    },
    { prefix: '/api/v1' },
  );

  return {
    ...t,
    app,
    shop: made[0]!,
    factory: made[1]!,
    posted,
    refresh,
    browser: () => browser(app, origin),
    /** A link as it is printed or mailed, without its address. */
    setUpToken: async (always = false) => makeSetUpLink({ db: ctx.db, now: () => new Date() }, always),
    end: async () => {
      await app.close();
      await t.end();
    },
  };
}
export type House = Awaited<ReturnType<typeof openHouse>>;

function browser(app: FastifyInstance, origin: string): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async send(method, url, body, headers = {}) {
      const response = await app.inject({
        method: method ?? 'GET',
        url,
        headers: {
          host: new URL(origin).host,
          origin,
          'sec-fetch-site': 'same-origin',
          'user-agent': 'Firefox on a laptop',
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const setCookies = [response.headers['set-cookie'] ?? []].flat();
      for (const cookie of setCookies) keep(cookies, cookie);
      return {
        status: response.statusCode,
        body: response.body === '' ? {} : response.json(),
        setCookies,
        headers: response.headers,
      };
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (!name) return;
  if (/max-age=0(;|$)/i.test(line) || value === '') cookies.delete(name);
  else cookies.set(name, value ?? '');
}

/** Takes up the set-up link and stays signed in. */
export async function ownerOf(house: House, email = 'olivia@example.com'): Promise<Browser> {
  const owner = house.browser();
  const token = await house.setUpToken(true);
  const answer = await owner.send('POST', '/api/v1/set-up', { token, name: 'Olivia', email, password: GOOD_PASSWORD });
  if (answer.status !== 201) throw new Error(`nobody could become the owner: ${JSON.stringify(answer.body)}`);
  return owner;
}

/** Invites somebody and takes the invitation up as them. */
export async function colleagueOf(
  owner: Browser,
  house: House,
  { email, role, business = 'shop' }: { email: string; role: string; business?: string },
): Promise<Browser> {
  const { body } = await owner.send('POST', '/api/v1/team/invitations', { email, role }, { 'x-business': business });
  const [, id, token] = /\/invitation\/([^#]+)#(.+)$/.exec(String(body.link)) ?? [];
  const colleague = house.browser();
  const answer = await colleague.send('POST', `/api/v1/invitations/${id}/acceptance`, {
    token,
    name: email.split('@')[0],
    password: GOOD_PASSWORD,
  });
  if (answer.status !== 201) throw new Error(`nobody could join: ${JSON.stringify([body, answer.body])}`);
  return colleague;
}
