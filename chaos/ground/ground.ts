import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder, removeFolder, startCluster } from '../../bench/database.ts';
import { leaving } from '../../bench/leaving.ts';
import { createEmulator, DEFAULTS, type Emulator } from '../../emulator/src/index.ts';
import { createRandom, type Random } from '../../emulator/src/random.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { borrowEmbeddedPostgres } from '../../server/src/platform/postgres/index.ts';
import { findServer, stopServer } from '../../server/src/platform/postgres/running-server.ts';
import { type Crowd, openCrowd } from './crowd.ts';
import { connectTo, type Database } from './database.ts';
import { mountSmallDisk, type SmallDisk } from './disk.ts';
import { type Front, openFront } from './front.ts';
import { type NodeOptions, openNode, type ParlourNode } from './node.ts';
import { type StatusWatch, watchStatuses } from './status-watch.ts';

/** Where an experiment takes place: a WhatsApp with customers, a load balancer, nodes of Parlour, a database. */
export type Ground = {
  seed: string;
  random: Random;
  emulator: Emulator;
  crowd: Crowd;
  front: Front;
  database: Database;
  nodes: readonly ParlourNode[];
  folder: string;
  disk: SmallDisk | null;
  statusWatch: StatusWatch;
  /** Starts one more node; ready and in the load balancer when this returns. */
  addNode(change?: Partial<NodeOptions>): Promise<ParlourNode>;
  environmentOf(node: ParlourNode): Record<string, string>;
  /** What the nodes said so far. */
  logs(): Promise<string>;
  /** Behind the load balancer from now on are these. */
  serve(nodes: readonly ParlourNode[]): void;
  close(): Promise<void>;
};

/** `embedded`: the one node brings up the database that comes with Parlour. `external`: a server beside the nodes. */
export type DatabaseKind = 'embedded' | 'external';

export type GroundOptions = {
  seed: string;
  database: DatabaseKind;
  nodes?: number;
  environment?: Record<string, string>;
  /** Of the first node. */
  firstNode?: Partial<NodeOptions>;
  /** Data on a file system of so many bytes. */
  diskBytes?: number;
  /** An address for `DATABASE_URL`: that server is used and left alone. */
  databaseUrl?: string;
};

const CHAOS_FLOWS = fileURLToPath(new URL('../flows', import.meta.url));

const ENVIRONMENT = {
  WHATSAPP_PHONE_NUMBER_ID: DEFAULTS.phoneNumberId,
  WHATSAPP_BUSINESS_ACCOUNT_ID: DEFAULTS.wabaId,
  WHATSAPP_ACCESS_TOKEN: DEFAULTS.accessToken,
  WHATSAPP_APP_SECRET: DEFAULTS.appSecret,
  WHATSAPP_VERIFY_TOKEN: DEFAULTS.verifyToken,
  WHATSAPP_THROUGHPUT: '1000', // a number after its upgrade, as the emulator has it
  CONTACT_RATE_LIMIT: 'off', // its notice would be a second reply
  SECRET_KEY: 'chaos-chaos-chaos-chaos-chaos-chaos',
  EMULATOR: 'off',
  DEMO: 'on',
  FLOWS_DIR: CHAOS_FLOWS,
  LOG_LEVEL: 'info',
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)),
};

export async function openGround(options: GroundOptions): Promise<Ground> {
  const { seed, database: kind, nodes: count = 1, environment = {}, firstNode = {}, diskBytes } = options;
  await leaving.mayStart();
  const folder = await makeFolder();
  // From the last to the first, also when we are interrupted while this is being made.
  const closing: (() => Promise<unknown>)[] = [() => removeFolder(folder)];
  let closed: Promise<void> | null = null;
  const close = () => (closed ??= closeAll());
  const hasEnded = leaving.endsWithUs(close);
  async function closeAll(): Promise<void> {
    for (let end = closing.pop(); end; end = closing.pop()) await end().catch(() => {});
    hasEnded();
  }
  const disk = diskBytes ? await mountSmallDisk(join(folder, 'disk'), diskBytes) : null;
  if (disk) closing.push(disk.unmount);
  const dataRoot = disk?.folder ?? folder;
  const nodes: ParlourNode[] = [];

  const front = await openFront();
  const emulator = createEmulator({
    seed,
    webhookUrl: front.url,
    numbers: [{ messagesPerSecond: 1_000 }],
    statuses: { sentAfterMs: 50, deliveredAfterMs: 100 },
    // Meta's waits grow to an hour; nobody wants to watch that.
    webhooks: { retryAfterMs: 500, retryAtMostMs: 2_000, timeoutMs: 8_000, concurrency: 64 },
    keepMessages: 1_000_000,
    page: false,
  });
  const graphUrl = await emulator.listen();
  closing.push(() => emulator.close(), front.close);

  const database = await openDatabase();
  closing.push(database.close, async () => {
    database.server?.thaw();
    await Promise.all(nodes.map((node) => node.stop()));
  });
  const logOf = (name: string) => join(folder, `${name}.log`);
  const nodeOptions = (name: string): NodeOptions => ({
    environment: {
      ...ENVIRONMENT,
      WHATSAPP_GRAPH_URL: graphUrl,
      DATA_DIR: join(dataRoot, kind === 'embedded' ? 'data' : name),
      ...(database.url === null ? {} : { DATABASE_URL: database.url }),
      ...environment,
    },
  });

  async function openDatabase(): Promise<Database> {
    if (options.databaseUrl !== undefined)
      return connectTo(options.databaseUrl, async () => options.databaseUrl!, null);
    if (kind === 'embedded') {
      const dataDir = join(dataRoot, 'data');
      closing.push(() => endServerOn(join(dataDir, 'postgres', 'cluster')));
      // Asked once, of the running node: borrowing while it is dead would start the server in this process.
      let address: Promise<string> | null = null;
      const ask = async () => (await borrowEmbeddedPostgres({ dataDir, log: openLog('silent') })).connectionString;
      return connectTo(
        null,
        () => (address ??= ask()),
        async () => join(dataDir, 'postgres', 'cluster'),
      );
    }
    await mkdir(join(dataRoot, 'server'), { recursive: true, mode: 0o711 });
    const starting = startCluster(join(dataRoot, 'server'));
    closing.push(async () => (await starting).stop());
    const cluster = await starting;
    const url = await cluster.createDatabase('parlour_chaos');
    return connectTo(
      url,
      async () => url,
      async () => cluster.dataFolder,
    );
  }

  const ground: Ground = {
    seed,
    random: createRandom(`${seed}/faults`),
    emulator,
    crowd: openCrowd(emulator, seed),
    front,
    database,
    nodes,
    folder,
    disk,
    statusWatch: watchStatuses(database),
    async addNode(change = {}) {
      await leaving.mayStart();
      const name = `node-${nodes.length + 1}`;
      const node = await openNode(name, logOf(name), { ...nodeOptions(name), ...change });
      nodes.push(node);
      await node.ready();
      ground.serve(nodes);
      return node;
    },
    environmentOf: ({ name }) => nodeOptions(name).environment,
    logs: async () => (await Promise.all(nodes.map(({ name }) => readFile(logOf(name), 'utf8')))).join(''),
    serve: (serving) => front.turnTo(serving.map(({ port }) => port)),
    close,
  };
  try {
    for (let n = 0; n < count; n++) await ground.addNode(n === 0 ? firstNode : {});
    await ground.statusWatch.begin();
    return ground;
  } catch (error) {
    await ground.close();
    throw error;
  }
}

/** A node that was killed and not started again left its server running. */
async function endServerOn(cluster: string): Promise<void> {
  const server = await findServer(cluster);
  if (server) await stopServer(server.pid, cluster);
}
