import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, idempotencyKey } from '../../api/client.ts';
import { listOptions } from '../../ui/use-list.ts';
import type { Schema } from './model/completing.ts';

const path = (name: string) => ({ path: { name } });

export const flowsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'flows', 'list'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/flows', { signal })),
  });
export type FlowRow = Awaited<ReturnType<typeof readFlows>>['items'][number];
const readFlows = () => answered(api.GET('/api/v1/flows'));

const readFlow = (name: string, signal?: AbortSignal) =>
  answered(api.GET('/api/v1/flows/{name}', { params: path(name), ...(signal ? { signal } : {}) }));
export type Flow = Awaited<ReturnType<typeof readFlow>>;

export const flowOf = (business: string, name: string) =>
  queryOptions({
    queryKey: [business, 'flows', name],
    queryFn: ({ signal }) => readFlow(name, signal),
  });

const readDraft = (name: string, signal?: AbortSignal) =>
  answered(api.GET('/api/v1/flows/{name}/draft', { params: path(name), ...(signal ? { signal } : {}) }));
export type Draft = Awaited<ReturnType<typeof readDraft>>;

/** Read once when the editor opens; afterwards the editor knows better. */
export const draftOf = (business: string, name: string) =>
  queryOptions({
    queryKey: [business, 'flow-drafts', name],
    queryFn: ({ signal }) => readDraft(name, signal),
    retry: false,
    gcTime: 0,
  });

export const schemaOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'flow-schema'],
    queryFn: async ({ signal }) => (await answered(api.GET('/api/v1/flow-schema', { signal }))) as Schema,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What is wrong with the text, its graph and its texts; the answer before stays until the next is there. */
export const checkOf = (business: string, name: string, source: string) =>
  queryOptions({
    queryKey: [business, 'flow-checks', name, source],
    queryFn: ({ signal }) => answered(api.POST('/api/v1/flow-checks', { body: { name, source }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
const readCheck = () => answered(api.POST('/api/v1/flow-checks', { body: { name: '', source: '' } }));
export type Checked = Awaited<ReturnType<typeof readCheck>>;
export type Finding = Checked['findings'][number];
export type Graph = NonNullable<Checked['graph']>;
export type FlowText = Checked['texts'][number];

export const versionsOf = (business: string, name: string) =>
  listOptions([business, 'flows', name, 'versions'], (cursor, signal) =>
    answered(
      api.GET('/api/v1/flows/{name}/versions', {
        params: { ...path(name), query: { ...(cursor ? { cursor } : {}) } },
        signal,
      }),
    ),
  );

const readVersion = (name: string, number: number) =>
  answered(api.GET('/api/v1/flows/{name}/versions/{number}', { params: { path: { name, number } } }));
export const versionOf = (business: string, name: string, number: number) =>
  queryOptions({
    queryKey: [business, 'flow-version', name, number],
    queryFn: () => readVersion(name, number),
  });
export type Version = Pick<
  Awaited<ReturnType<typeof readVersion>>,
  'number' | 'publishedAt' | 'publishedBy' | 'note' | 'restores' | 'isShipped'
>;

/** @param seen `changedAt` of the draft the editor knows; null: there was none. */
export const saveDraft = (name: string, source: string, seen: string | null) =>
  answered(api.PUT('/api/v1/flows/{name}/draft', { params: path(name), body: { source, seen } }));

export const discardDraft = (name: string) =>
  answered(api.DELETE('/api/v1/flows/{name}/draft', { params: path(name) }));

export const publishDraft = (name: string, note: string, seen: string | null) =>
  answered(
    api.POST('/api/v1/flows/{name}/versions', {
      params: path(name),
      headers: { 'idempotency-key': idempotencyKey() },
      body: { note, ...(seen ? { seen } : {}) },
    }),
  );

export const restoreVersion = (name: string, restore: number) =>
  answered(
    api.POST('/api/v1/flows/{name}/versions', {
      params: path(name),
      headers: { 'idempotency-key': idempotencyKey() },
      body: { note: '', restore },
    }),
  );

export type Step =
  | { customer: string }
  | { taps: string }
  | { sends: { photo?: string; voice?: true; location?: true } }
  | { later: string };

const readSimulation = (name: string, source: string, steps: Step[], language: string | null) =>
  answered(
    api.POST('/api/v1/flows/{name}/simulations', {
      params: path(name),
      body: { source, steps, language, of: 'draft' },
    }),
  );
export type Simulated = Awaited<ReturnType<typeof readSimulation>>['steps'][number];
export type Reply = Simulated['replies'][number];

/** The whole talk is played each time; an edit of the flow counts for all of it. */
export const simulationOf = (business: string, name: string, source: string, steps: Step[], language: string | null) =>
  queryOptions({
    queryKey: [business, 'flow-simulations', name, source, steps, language],
    queryFn: () => readSimulation(name, source, steps, language),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });

/** Plays the transcripts that are kept beside the flow with its draft. */
export const rehearseDraft = (name: string) =>
  answered(api.POST('/api/v1/flows/{name}/rehearsals', { params: path(name), body: { of: 'draft' } }));
export type Rehearsal = Awaited<ReturnType<typeof rehearseDraft>>;
