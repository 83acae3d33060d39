import { join } from 'node:path';
import { createEmulator, type Emulator } from '../../emulator/src/index.ts';
import { makeSetUpLink, openAccounts, ownerFromEnvironment } from './accounts/index.ts';
import { buildApp } from './app.ts';
import { createBot, openClassifier } from './bot/index.ts';
import { whatsAppNumbers } from './channels/whatsapp-cloud/numbers.ts';
import { syncNumbers } from './channels/whatsapp-cloud/sync.ts';
import { trackingLinks } from './commerce/index.ts';
import { type FileStore, fileStore, type OpenDirectory, type SendDoor, sendDoor } from './conversations/index.ts';
import type { Explain } from './conversations/message-view.ts';
import { demoCards, demoFactory, demoShop } from './demo/index.ts';
import { type NoticeDoors, openPushes, readChanges, whoIsHere } from './inbox/index.ts';
import { openModels, openSenses } from './models/index.ts';
import { makeOperatorKey } from './platform/auth.ts';
import { type Config, originOf, StartProblem } from './platform/config.ts';
import type { Ctx, Log } from './platform/context.ts';
import { migrateDatabase, openDatabase, openHotPool } from './platform/database.ts';
import { runJobs } from './platform/jobs.ts';
import { openLiveHub } from './platform/live-hub.ts';
import { openMail } from './platform/mail.ts';
import { openMetrics } from './platform/metrics.ts';
import { joinAsNode } from './platform/node.ts';
import { whyNotReady } from './platform/readiness.ts';
import { watchRoom } from './platform/room.ts';
import { installationKey, secretBox } from './platform/secrets.ts';
import { walledContext } from './platform/walled.ts';
import { DEMO_CUSTOMERS, EMULATED, setUp } from './set-up.ts';
import { deliverWebhook, runFeed } from './webhooks-out/index.ts';
import { countModels, jobs, openChannels, reactions, repeated, wireMessagePath, wireWebhook } from './wiring.ts';

const POOL_SIZE = 20;
const REQUESTS_END_MS = 10_000;
const JOBS_END_MS = 25_000;

export type Parlour = {
  ctx: Ctx;
  /** The key to the API, if this start made one; nobody can read it again. */
  operatorKey: string | null;
  /** The link with which the first owner comes in; null when there is one. */
  setUpLink: string | null;
  emulator: Emulator | null;
  /** Not ready, no new requests, what is under way to its end, then the pools. reliability: Shutdown */
  stop(): Promise<void>;
};

type Surroundings = { log: Log; databaseFolder?: string | null; isDatabaseUp: () => boolean; onDead: () => void };

/**
 * One node of Parlour, from an empty or used database to taking messages on `config.port`.
 *
 * @param options `databaseFolder` and `isDatabaseUp`: of the embedded server, for readiness. `onDead`: another node took
 *                over what this one held; it may write nothing any more and must be started anew.
 */
export async function openParlour(
  config: Config,
  databaseUrl: string,
  { log, databaseFolder = null, isDatabaseUp, onDead }: Surroundings,
): Promise<Parlour> {
  await migrateDatabase(databaseUrl, log);
  const node = await joinAsNode(databaseUrl, config.role, log, onDead);
  // One clock for all nodes: the database's. Leases and windows of different machines then agree.
  const now = () => new Date(Date.now() + node.clockOffsetMs());
  const here = whoIsHere(now);
  const live = openLiveHub({
    connectionString: databaseUrl,
    log,
    read: (businessId, changes) => readChanges(ctx, explains(directory), here.here)(businessId, changes),
  });
  live.onWord(here.hear);
  const ctx: Ctx = {
    live: live.voice,
    db: openDatabase(databaseUrl, log, POOL_SIZE),
    now,
    log,
    reactions: reactions(() => ({ directory, door, files, notices })),
  };
  const hotPool = openHotPool(databaseUrl, log);
  const metrics = openMetrics();
  const key = await installationKey(config.secretKey, config.dataDir);
  const box = secretBox(key);
  await setUp(ctx, config, box);

  const origin = `http://127.0.0.1:${config.port}`;
  const emulator = config.emulator ? openEmulator(config, origin, await demoCards(ctx)) : null;
  const whatsApp = whatsAppNumbers(now, box, config);
  const mail = config.smtpUrl === null ? null : openMail(config.smtpUrl, config.mailFrom);
  const { publicUrl } = config;
  const pushes = openPushes(ctx, box, publicUrl?.startsWith('https:') ? publicUrl : 'mailto:parlour@localhost');
  const notices: NoticeDoors = { pushes, mail, publicUrl };
  const directory: OpenDirectory = await openChannels(ctx, hotPool, whatsApp);
  const files = fileStore(join(config.dataDir, 'media'));
  const door: SendDoor = sendDoor(ctx, directory, files);
  const [models, senses] = [
    await openModels(ctx, config.models, { count: countModels(metrics) }),
    await openSenses(ctx, config.models),
  ];
  const bot = await createBot(ctx, {
    flowsFolder: config.flowsDir,
    learntFolder: join(config.dataDir, 'understanding'),
    models,
    senses: senses && { of: senses, open: openSent(ctx, directory, files) },
  });
  const classifier = openClassifier(ctx, join(config.dataDir, 'understanding'));
  const path = wireMessagePath(ctx, config, { node, hotPool, directory, bot, files, metrics, notices }, onDead);
  const webhook = wireWebhook(ctx, { directory, whatsApp, receive: path.statements.receive, metrics });
  const works = config.role !== 'web';
  const runner = works
    ? await runJobs(
        ctx,
        node,
        [...jobs(directory, files), deliverWebhook(box, config.webhookHosts)],
        repeated({ directory, whatsApp, notices }, config),
      )
    : null;

  const feed = works ? runFeed(ctx) : null;

  let stopping = false;
  const room = watchRoom(databaseFolder);
  node.onFailure(room.note);
  const notReady = async () =>
    whyNotReady({
      stopping,
      jobsStopped: runner !== null && !runner.isRunning(),
      isDiskFull: await room.isFull(),
      isDatabaseUp: isDatabaseUp(),
      silentForMs: node.silentForMs(),
    });
  const wakeDue = works ? path.rounds.wakeDue : async () => {};
  const accounts = openAccounts(ctx, {
    box,
    key,
    origin: originOf(config),
    publicUrl: config.publicUrl,
    mail,
    businesses: directory.businesses,
    isConnected: (businessId) => directory.channels().some(({ row }) => row.businessId === businessId && isReal(row)),
    refresh: directory.refresh,
  });
  if (config.admin) await ownerFromEnvironment(ctx, config.admin);
  const setUpToken = await makeSetUpLink(ctx);
  const walled = await walledContext(ctx, databaseUrl);
  const app = await buildApp(ctx, {
    accounts,
    walled,
    directory,
    files,
    door,
    webhook,
    metrics,
    models,
    classifier,
    desk: bot.desk,
    links: trackingLinks(key),
    emulator,
    wakeDue,
    apiRateLimit: config.apiRateLimit,
    box,
    graph: config.graph,
    webhookHosts: config.webhookHosts,
    live,
    here,
    pushes,
    notReady,
    onFailure: room.note,
    publicUrl: config.publicUrl,
    consoleDir: config.consoleDir,
  });
  if (works) {
    await path.rounds.takeOver();
    node.onBeat(path.rounds.takeOver);
    node.onCall(path.rounds.hear);
    path.rounds.start();
  }
  node.onBeat(directory.refresh);
  await listen(app, config);
  if (works)
    void syncNumbers(
      () => directory,
      whatsApp,
    )(ctx).catch((error: unknown) => log.warn({ err: error }, 'the numbers could not be asked how they are doing'));

  return {
    ctx,
    operatorKey: await makeOperatorKey(ctx.db),
    setUpLink: setUpToken && accounts.setUpLink(setUpToken),
    emulator,
    async stop() {
      stopping = true;
      await emulator?.close();
      await within(REQUESTS_END_MS, app.close());
      path.rounds.stop();
      await within(JOBS_END_MS, Promise.all([path.work.stop(), runner?.stop(), feed?.stop()]));
      bot.close();
      await classifier.close();
      await node.leave();
      await live.stop();
      await whatsApp.close();
      mail?.close();
      await Promise.all([hotPool.end(), walled.end(), ctx.db.$client.end()]);
    },
  };
}

/** Real customers are behind it. */
const isReal = ({ externalId }: { externalId: string }): boolean =>
  externalId !== EMULATED.shop.phoneNumberId && externalId !== EMULATED.factory.phoneNumberId;

/** What channels say about failures, in words for people. */
const explains =
  (directory: OpenDirectory): Explain =>
  (channelId, code) =>
    directory.channel(channelId)?.channel.explain?.(code);

/** A file a customer sent; fetched now when the job has not come to it yet, which does no harm done twice. */
const openSent =
  (ctx: Ctx, directory: OpenDirectory, files: FileStore) => async (businessId: string, mediaId: string) => {
    await files
      .fetch(directory)(ctx, { businessId, mediaId })
      .catch(() => {});
    const { row, body } = await files.read(ctx, businessId, mediaId);
    return { mimeType: row.mimeType, sizeBytes: row.sizeBytes, body };
  };

function openEmulator(config: Config, origin: string, products: Awaited<ReturnType<typeof demoCards>>): Emulator {
  const { accountId: wabaId, access, shop, factory } = EMULATED;
  return createEmulator({
    numbers: [
      {
        ...shop,
        wabaId,
        verifiedName: demoShop.business.name,
        about: 'Clothes for all weathers',
        starters: SHOP_STARTERS,
        recordAs: { flow: 'shop', business: demoShop.business.slug },
      },
      {
        ...factory,
        wabaId,
        verifiedName: demoFactory.business.name,
        about: 'Orders, defects, production',
        starters: FACTORY_STARTERS,
        recordAs: { flow: 'factory', business: demoFactory.business.slug },
      },
    ],
    phones: DEMO_CUSTOMERS,
    products,
    ...access,
    webhookUrl: `${origin}/webhooks/whatsapp`,
    basePath: '/emulator',
    publicUrl: origin,
    stateDir: join(config.dataDir, 'emulator'),
    statuses: { sentAfterMs: 80, deliveredAfterMs: 250 }, // slow enough for ticks to be seen
    webhooks: { retryAtMostMs: 15_000 }, // whoever restarts the demo does not want to wait for an hour
  });
}

const SHOP_STARTERS = ['hi', 'Do you have hoodies?', 'Buy 1 size L black hoodie', 'Where is my order?'];
const FACTORY_STARTERS = ['hi', 'Report a defect', 'What is produced today?', 'Where is my order?'];

async function listen(app: Awaited<ReturnType<typeof buildApp>>, { port, host }: Config): Promise<void> {
  try {
    await app.listen({ port, host, backlog: 2_048 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new StartProblem(`Port ${port} is in use by another program. Stop it, or start with PORT=${port + 1}.`);
    if (code === 'EACCES')
      throw new StartProblem(`Port ${port} may not be opened by this user. Take one above 1024: PORT=3000.`);
    if (code === 'EADDRNOTAVAIL')
      throw new StartProblem(`This machine has no address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`);
    throw error;
  }
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work.catch(() => {}), new Promise((done) => setTimeout(done, ms).unref())]);
}
