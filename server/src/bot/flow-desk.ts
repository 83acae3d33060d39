import type { FastifyRequest } from 'fastify';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import type { Business } from '../platform/schema.ts';
import type { Desk } from './desk.ts';
import type { CheckedView, FlowView } from './flow-api.ts';
import { draftOf, draftsOf, noDraft } from './flows/drafts.ts';
import { graphOf } from './flows/graph.ts';
import { loadFlow } from './flows/load.ts';
import { wordingsOf } from './flows/outline.ts';
import { newestReleases, type ReleaseEntry, releaseOf, SHIPPED, versionNotFound } from './flows/releases.ts';
import { readSource } from './flows/source.ts';
import type { FlowDraft } from './schema.ts';

export const flowNotFound = () => new Problem('flow-not-found', 404, 'There is no such flow. See GET /api/v1/flows.');

/** What a person reads and writes of a business's flows. */
export type FlowRef = { business: Business; name: string };

/** The flow that the address of a request names. */
export const refOf = (request: FastifyRequest & { params: { name: string } }): FlowRef => ({
  business: businessOf(request),
  name: request.params.name,
});

export const languageOf = (business: Business): string => business.languages[0] ?? 'en';

/** Every flow a business can use: the files, and what it published or drafted itself. */
export async function listFlows(ctx: Ctx, { flows }: Desk, business: Business): Promise<FlowView[]> {
  const releases = new Map((await newestReleases(ctx.db, business.id)).map((release) => [release.flow, release]));
  const drafts = new Map((await draftsOf(ctx.db, business.id)).map((draft) => [draft.flow, draft]));
  const files = new Set(flows.files().map(({ name }) => name));
  const names = [...new Set([...files, ...releases.keys(), ...drafts.keys()])].sort();
  return names.map((name) => {
    const flow = flows.newest({ id: business.id, flow: name });
    return viewOf(business, name, {
      about: flow?.definition.about ?? null,
      languages: flow?.languages ?? [],
      isShipped: files.has(name),
      release: releases.get(name) ?? null,
      draft: drafts.get(name) ?? null,
    });
  });
}

type Known = {
  about: string | null;
  languages: string[];
  isShipped: boolean;
  release: ReleaseEntry | null;
  draft: Pick<FlowDraft, 'changedAt' | 'changedBy'> | null;
};

function viewOf(business: Business, name: string, known: Known): FlowView {
  const { about, languages, isShipped, draft } = known;
  const release = known.release && !known.release.isShipped ? known.release : null;
  return {
    name,
    about,
    languages,
    isInUse: business.flow === name,
    isShipped,
    number: release?.number ?? (isShipped ? SHIPPED : null),
    publishedAt: release?.publishedAt.toISOString() ?? null,
    publishedBy: release?.publishedBy ?? null,
    draft: draft && { changedAt: draft.changedAt.toISOString(), changedBy: draft.changedBy },
  };
}

/** One flow with the text of the version that counts. @throws flow-not-found */
export async function readFlow(ctx: Ctx, desk: Desk, ref: FlowRef, language: string) {
  const view = (await listFlows(ctx, desk, ref.business)).find(({ name }) => name === ref.name);
  if (!view) throw flowNotFound();
  const source = view.number === null ? '' : await sourceOf(ctx, desk, ref, view.number);
  return { ...view, ...checkedSource(desk, ref.name, source, language), source };
}

/** The text that customers are answered from. @throws flow-not-found */
export async function sourceInUse(ctx: Ctx, desk: Desk, ref: FlowRef): Promise<string> {
  const { source, number } = await readFlow(ctx, desk, ref, ref.business.languages[0] ?? 'en');
  if (number === null) throw flowNotFound();
  return source;
}

/** @throws flow-version-not-found */
export async function sourceOf(
  ctx: Ctx,
  { flows }: Desk,
  { business, name }: FlowRef,
  number: number,
): Promise<string> {
  if (number !== SHIPPED) {
    const { source } = await releaseOf(ctx.db, { businessId: business.id, flow: name }, number);
    if (source !== null) return source;
  }
  const file = flows.files().find((one) => one.name === name);
  if (!file) throw versionNotFound();
  return file.source;
}

/** @throws no-draft */
export async function readDraft(ctx: Ctx, { business, name }: FlowRef): Promise<FlowDraft> {
  const draft = await draftOf(ctx.db, { businessId: business.id, flow: name });
  if (!draft) throw noDraft();
  return draft;
}

/** What can be said about a text as a flow: what is wrong, how it looks as a graph, and every text in it. */
export function checkedSource({ vocabulary }: Desk, name: string, source: string, language: string): CheckedView {
  const { definition, version, findings } = loadFlow(name, source, vocabulary);
  if (!definition) return { version, languages: [], findings, graph: null, texts: [] };
  const { locate } = readSource(source);
  const lineOf = (path: readonly (string | number)[]) =>
    locate({ severity: 'hint', path: [...path], message: '', at: 'key' }).line;
  return {
    version,
    languages: definition.languages,
    findings,
    graph: graphOf(definition, language, lineOf),
    texts: wordingsOf(definition)
      .filter(({ what }) => what !== 'an id')
      .map(({ path, node, what, limit, text }) => ({ path: [...path], node, what, limit, text })),
  };
}
