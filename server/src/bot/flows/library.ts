import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Ctx } from '../../platform/context.ts';
import { checkFlow } from './check.ts';
import { compileFlow } from './compile.ts';
import { error, type Vocabulary } from './findings.ts';
import type { Flow } from './flow.ts';
import { type LocatedFinding, readSource } from './source.ts';
import { keepVersion, recallNewest, recallVersion } from './versions.ts';

const LOOK_EVERY_MS = 1_000;
const MOST_BYTES = 1_000_000; // a flow of a thousand nodes has a third of it
const MOST_OLD_VERSIONS = 100; // kept ready in memory

/** What became of the newest edit of a flow file. */
export type FlowFile = { file: string; version: string | null; findings: LocatedFinding[]; inUse: boolean };

/** All flows of this process: the newest good version of each, and the old ones that conversations are still in. */
export type FlowLibrary = {
  newest(name: string): Flow | null;
  /** The version a conversation began with; the promise is only for those this process has not met yet. */
  version(businessId: string, name: string, version: string): Flow | null | Promise<Flow | null>;
  /** Must be awaited before `flow` answers somebody of this business; free after the first time. */
  keep(businessId: string, flow: Flow): Promise<void> | undefined;
  /** Looks at the folder now. It is looked at every second anyway. */
  refresh(): Promise<void>;
  files(): FlowFile[];
  close(): void;
};

/**
 * Reads the flows of a folder and follows its changes: an edit counts from the next conversation on, a broken one
 * leaves the last good version in place and says why in the log.
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

  async function look(): Promise<void> {
    for (const name of (await readdir(folder)).filter(isFlowFile).sort()) await lookAt(name);
  }

  async function lookAt(name: string): Promise<void> {
    const path = join(folder, name);
    const { mtimeMs, size } = await stat(path);
    const seen = `${mtimeMs} ${size}`;
    if (files.get(name)?.seen === seen) return;
    const { flow, findings, version } = loadFlow(
      basename(name, '.yaml'),
      size > MOST_BYTES ? '' : await readFile(path, 'utf8'),
      vocabulary,
    );
    files.set(name, { file: path, version, findings, inUse: flow !== null, seen });
    if (flow) use(flow);
    else await refuse(name, path, findings);
  }

  function use(flow: Flow): void {
    if (newest.get(flow.name)?.version !== flow.version)
      ctx.log.info({ flow: flow.name, version: flow.version }, 'a flow is in use');
    newest.set(flow.name, flow);
    remember(flow);
  }

  async function refuse(name: string, path: string, findings: LocatedFinding[]): Promise<void> {
    const flow = basename(name, '.yaml');
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
      .catch((cause) => ctx.log.error({ err: cause, folder }, 'the folder of flows cannot be read'));
    return looking;
  };
  await refresh();
  const timer = setInterval(() => void refresh(), LOOK_EVERY_MS).unref(); // by looking, not by events: those get lost on shared and mounted folders

  return {
    newest: (name) => newest.get(name) ?? null,
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
    close: () => clearInterval(timer),
  };
}

const isFlowFile = (name: string): boolean => name.endsWith('.yaml') && !name.endsWith('.test.yaml');

/** Reads, checks and compiles one flow. @returns `flow` null when there are errors. */
export function loadFlow(
  name: string,
  text: string,
  vocabulary: Vocabulary,
): { flow: Flow | null; version: string; findings: LocatedFinding[] } {
  const { definition, version, findings, locate } = readSource(text);
  if (!definition) return { flow: null, version, findings };
  const checked = checkFlow(definition, vocabulary);
  if (definition.name !== name)
    checked.push(error(['name'], `the file is called ${name}.yaml, so the name should be "${name}"`));
  const located = checked.map(locate).sort((a, b) => a.line - b.line || a.column - b.column);
  const isGood = checked.every(({ severity }) => severity !== 'error');
  return { flow: isGood ? compileFlow(definition, version) : null, version, findings: located };
}
