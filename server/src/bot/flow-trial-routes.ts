import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { Problem } from '../platform/problem.ts';
import { routeOptions } from '../platform/route-options.ts';
import type { Desk } from './desk.ts';
import * as api from './flow-api.ts';
import { checkedSource, type FlowRef, languageOf, readDraft, refOf, sourceInUse, sourceOf } from './flow-desk.ts';
import { flowSchema } from './flows/json-schema.ts';
import { loadFlow } from './flows/load.ts';
import { rehearse, TALKS_BEGIN_AT } from './flows/rehearsal.ts';
import { flowHasErrors } from './flows/releases.ts';
import { readTranscripts } from './flows/transcript.ts';

const noTranscripts = () =>
  new Problem('no-transcripts', 404, 'There are no transcripts beside this flow. Send some with the request.');

/** Flows looked at and tried before customers see them: `/flow-schema`, `/flow-checks`, simulations, rehearsals. */
export const flowTrialRoutes =
  (ctx: Ctx, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    const reads = routeOptions('flows', 'flows:read');

    app.get(
      '/flow-schema',
      reads('JSON Schema of flows, for editors', { response: { 200: z.record(z.string(), z.unknown()) } }),
      async () => flowSchema(desk.vocabulary),
    );

    app.post(
      '/flow-checks',
      reads('What is wrong with a text as a flow, and how it looks as a graph; nothing is kept', {
        body: api.CheckBody,
        response: { 200: api.CheckedView },
      }),
      async (request) => {
        const { name, source, language } = request.body;
        return checkedSource(desk, name, source, language ?? languageOf(businessOf(request)));
      },
    );

    app.post(
      '/flows/:name/simulations',
      reads('Play a talk with a flow; orders and tickets of it are taken back', {
        description:
          'The engine, the tables and the understanding are the real ones; language models have no part in it. ' +
          'Nothing is kept: send the whole talk each time, one step longer.',
        params: api.ByName,
        body: api.SimulationBody,
        response: { 200: api.SimulationView },
      }),
      async (request) => {
        const ref = refOf(request);
        const { steps, language, at } = request.body;
        const source = await simulatedSource(ref, request.body);
        const { flow, version, findings } = loadFlow(ref.name, source, desk.vocabulary);
        if (!flow) throw flowHasErrors(findings);
        const business = { ...ref.business, flow: ref.name };
        const from = at === undefined ? ctx.now() : new Date(at);
        const played = await desk.simulate({ business, flow, steps, language, from });
        return {
          version,
          steps: played.map((step) => ({
            ...step,
            at: step.at.toISOString(),
            timerAt: step.timerAt?.toISOString() ?? null,
          })),
        };
      },
    );

    app.post(
      '/flows/:name/rehearsals',
      reads('Play the transcripts of a flow; nothing of them stays', {
        params: api.ByName,
        body: api.RehearsalBody,
        response: { 200: api.RehearsalView },
      }),
      async (request) => {
        const ref = refOf(request);
        const { flow, findings: wrong } = loadFlow(ref.name, await simulatedSource(ref, request.body), desk.vocabulary);
        if (!flow) throw flowHasErrors(wrong);
        const text = request.body.transcripts ?? (await desk.flows.transcripts(ref.name));
        if (text === null) throw noTranscripts();
        const { source, findings } = readTranscripts(text);
        const from = new Date(request.body.at ?? TALKS_BEGIN_AT);
        const stage = { business: { ...ref.business, flow: ref.name }, flow, from };
        const transcripts = source ? await rehearse(desk.simulate, stage, source) : [];
        const count = (wanted: string) => transcripts.filter(({ outcome }) => outcome === wanted).length;
        const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped')];
        return { passed, failed, skipped, findings, transcripts };
      },
    );

    async function simulatedSource(
      ref: FlowRef,
      { of, source }: { of: 'published' | 'draft' | number; source?: string | undefined },
    ): Promise<string> {
      if (source !== undefined) return source;
      if (of === 'draft') return (await readDraft(ctx, ref)).source;
      return of === 'published' ? sourceInUse(ctx, desk, ref) : sourceOf(ctx, desk, ref, of);
    }
  };
