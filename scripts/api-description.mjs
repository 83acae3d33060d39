import { openAccounts } from '../server/src/accounts/index.ts';
import { buildApp } from '../server/src/app.ts';
import { openLog } from '../server/src/platform/log.ts';
import { webhooksOfOpenApi } from '../server/src/webhooks-out/index.ts';

/** Answers any question about itself with itself: routes are described without one of them being called. */
const anything = () =>
  new Proxy(() => anything(), {
    get: (_target, name) => (name === 'then' || typeof name === 'symbol' ? undefined : anything()),
  });

/** What is asked for by more than its name while routes are declared. */
const known = (ctx) => ({
  emulator: null,
  consoleDir: '',
  publicUrl: null,
  accounts: openAccounts(ctx, {
    box: anything(),
    key: 'k'.repeat(32),
    origin: 'http://localhost',
    publicUrl: null,
    mail: null,
    businesses: () => [],
    isConnected: () => false,
    refresh: async () => {},
  }),
});

/** The OpenAPI document of the API, as the server serves it, made without a database. */
export async function describeApi() {
  const ctx = { db: anything(), now: () => new Date(0), log: openLog('silent'), reactions: [] };
  const parts = known(ctx);
  const app = await buildApp(
    ctx,
    new Proxy(parts, { get: (_target, name) => (name in parts ? parts[name] : anything()) }),
  );
  await app.ready();
  return { ...app.swagger(), webhooks: webhooksOfOpenApi() };
}
