import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Ctx } from '../../platform/context.ts';
import type { Business } from '../../platform/schema.ts';
import type { Vocabulary } from './findings.ts';
import type { Flow } from './flow.ts';
import { loadFlow } from './load.ts';
import { openPublished } from './published.ts';
import type { LocatedFinding } from './source.ts';
import { keepVersion, recallNewest, recallVersion } from './versions.ts';

const LOOK_EVERY_MS = 1_000;
const MOST_BYTES = 1_000_000; // a flow of a thousand nodes has a third of it
const MOST_OLD_VERSIONS = 100; // kept ready in memory

/** What became of the newest edit of a flow file. */
export type FlowFile = {
  name: string;
  file: string;
  source: string;
  version: string | null;
  findings: LocatedFinding[];
  inUse: boolean;
};

/** Whom a flow is for. */
type Whose = Pick<Business, 'id' | 'flow'>;

/** All flows of this process: the newest good version of each, and the old ones that conversations are still in. */
export type FlowLibrary = {
  /** What answers the customers of a business: what it published, else the file. */
  newest(business: Whose): Flow | null;
  /** Every flow that could answer the customers of a business, by name. */
  usable(businessId: string): string[];
  /** The newest good version of a file. */
  shipped(name: string): Flow | null;
  /** The version a conversation began with; the promise is only for those this process has not met yet. */
  version(businessId: string, name: string, version: string): Flow | null | Promise<Flow | null>;
  /** Must be awaited before `flow` answers somebody of this business; free after the first time. */
  keep(businessId: string, flow: Flow): Promise<void> | undefined;
  /** Looks at the folder, and at what was published, now. Both are looked at every second anyway. */
  refresh(): Promise<void>;
  files(): FlowFile[];
  /** The transcripts beside a file; null when there are none. */
  transcripts(name: string): Promise<string | null>;
  close(): void;
};

/**
 * Reads the flows of a folder and those that businesses published, and follows their changes: an edit counts from the
 * next conversation on, a broken one leaves the last good version in place and says why in the log.
 */
export async function openFlowLibrary(
  ctx: Pick<Ctx, 'db' | 'log' | 'now'>,
  folder: string,
  vocabulary: Vocabulary,
): Promise<FlowLibrary> {
  const newest = new Map<string, Flow>();
  const known = new Map<string, Flow>(); // by name and version
  const kept = new Set<string>(); // businesses and versions that are in the database
  const beingKept = new Map<string, Promise<void>>();
  const files = new Map<string, FlowFile & { seen: string }>();
  const published = openPublished(ctx, vocabulary);

  async function look(): Promise<void> {
    for (const name of (await readdir(folder)).filter(isFlowFile).sort()) await lookAt(name);
  }

  async function lookAt(file: string): Promise<void> {
    const path = join(folder, file);
    const { mtimeMs, size } = await stat(path);
    const seen = `${mtimeMs} ${size}`;
    if (files.get(file)?.seen === seen) return;
    const name = basename(file, '.yaml');
    const source = size > MOST_BYTES ? '' : await readFile(path, 'utf8');
    const { flow, findings, version } = loadFlow(name, source, vocabulary);
    files.set(file, { name, file: path, source, version, findings, inUse: flow !== null, seen });
    if (flow) use(flow);
    else await refuse(name, path, findings);
  }

  function use(flow: Flow): void {
    if (newest.get(flow.name)?.version !== flow.version)
      ctx.log.info({ flow: flow.name, version: flow.version }, 'a flow is in use');
    newest.set(flow.name, flow);
    remember(flow);
  }

  async function refuse(flow: string, path: string, findings: LocatedFinding[]): Promise<void> {
    if (!newest.has(flow)) {
      const last = await recallNewest(ctx.db, flow);
      if (last) use(last);
    }
    const why = findings
      .filter(({ severity }) => severity === 'error')
      .map(({ line, column, message }) => `${path}:${line}:${column} ${message}`);
    ctx.log.error(
      { flow, why },
      newest.has(flow) ? 'this edit of a flow is not used; the last good version stays' : 'this flow cannot be used',
    );
  }

  function remember(flow: Flow): void {
    if (known.size >= MOST_OLD_VERSIONS) known.clear();
    known.set(`${flow.name} ${flow.version}`, flow);
  }

  async function recall(businessId: string, name: string, version: string): Promise<Flow | null> {
    const flow = await recallVersion(ctx.db, businessId, name, version);
    if (flow) remember(flow);
    return flow;
  }

  let looking: Promise<void> = Promise.resolve();
  const refresh = (): Promise<void> => {
    looking = looking
      .then(look)
      .catch((cause) => ctx.log.error({ err: cause, folder }, 'the folder of flows cannot be read'))
      .then(published.refresh)
      .catch((cause) => ctx.log.error({ err: cause }, 'what was published cannot be read'));
    return looking;
  };
  await refresh();
  const timer = setInterval(() => void refresh(), LOOK_EVERY_MS).unref(); // by looking, not by events: those get lost on shared and mounted folders

  return {
    newest: ({ id, flow }) => published.newest(id, flow) ?? newest.get(flow) ?? null,
    usable: (businessId) => [...new Set([...newest.keys(), ...published.names(businessId)])].sort(),
    shipped: (name) => newest.get(name) ?? null,
    version: (businessId, name, version) => known.get(`${name} ${version}`) ?? recall(businessId, name, version),
    keep(businessId, flow) {
      const key = `${businessId} ${flow.name} ${flow.version}`;
      if (kept.has(key)) return undefined;
      const keeping =
        beingKept.get(key) ??
        keepVersion(ctx.db, businessId, flow, ctx.now())
          .then(() => void kept.add(key))
          .finally(() => beingKept.delete(key));
      beingKept.set(key, keeping); // a crowd that comes at once shares one insert
      return keeping;
    },
    refresh,
    files: () => [...files.values()].map(({ seen, ...file }) => file),
    transcripts: async (name) =>
      files.has(`${name}.yaml`) ? readFile(join(folder, `${name}.test.yaml`), 'utf8').catch(() => null) : null,
    close: () => clearInterval(timer),
  };
}

const isFlowFile = (name: string): boolean => name.endsWith('.yaml') && !name.endsWith('.test.yaml');
