import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { decodeCursor, PageOf, pageOf } from '../platform/page.ts';
import { actorOf } from '../platform/policy.ts';
import { routeOptions } from '../platform/route-options.ts';
import type { Desk } from './desk.ts';
import * as api from './flow-api.ts';
import { flowEditor, welcomeOf } from './flow-changes.ts';
import {
  checkedSource,
  type FlowRef,
  languageOf,
  listFlows,
  readDraft,
  readFlow,
  refOf,
  sourceOf,
} from './flow-desk.ts';
import { flowTrialRoutes } from './flow-trial-routes.ts';
import type { DraftRef, Seen } from './flows/drafts.ts';
import { LIMITS } from './flows/limits.ts';
import { type ReleaseEntry, releasesOf, SHIPPED } from './flows/releases.ts';
import type { FlowDraft } from './schema.ts';

/** `/api/v1/flows`: what the assistant says, as drafts and versions. */
export const flowRoutes =
  (ctx: Ctx, desk: Desk): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(flowTrialRoutes(ctx, desk));
    const reads = routeOptions('flows', 'flows:read');
    const writes = routeOptions('flows', 'flows:write');

    app.get(
      '/flows',
      reads('The flows of the business: those that come with Parlour and those it published', {
        response: { 200: z.object({ items: z.array(api.FlowView) }) },
      }),
      async (request) => ({ items: await listFlows(ctx, desk, businessOf(request)) }),
    );

    app.get(
      '/flows/:name',
      reads('One flow, with the text that answers customers now', {
        params: api.ByName,
        querystring: api.InLanguage,
        response: { 200: api.FlowWithSource },
      }),
      async (request) => {
        const business = businessOf(request);
        const language = request.query.language ?? languageOf(business);
        return readFlow(ctx, desk, { business, name: request.params.name }, language);
      },
    );

    app.get(
      '/flows/:name/draft',
      reads('The edit that no customer sees yet', {
        params: api.ByName,
        querystring: api.InLanguage,
        response: { 200: api.DraftView },
      }),
      async (request) => {
        const ref = refOf(request);
        return draftView(ref, await readDraft(ctx, ref), request.query.language);
      },
    );

    app.put(
      '/flows/:name/draft',
      writes('Save an edit; it may have errors', {
        params: api.ByName,
        body: api.DraftBody,
        response: { 200: api.DraftView },
      }),
      async (request) => {
        const ref = refOf(request);
        const { body } = await answerOnce(ctx, ref.business.id, request, async () => ({
          status: 200,
          body: draftView(ref, await editor(request).save(ref, request.body.source, seenIn(request.body))),
        }));
        return api.DraftView.parse(body);
      },
    );

    app.patch(
      '/flows/:name/draft',
      writes('Change single texts of the draft; without one it begins with what is in use', {
        params: api.ByName,
        body: api.TextEdits,
        response: { 200: api.DraftView },
      }),
      async (request) => {
        const ref = refOf(request);
        return draftView(ref, await editor(request).saveTexts(ref, request.body.texts, seenIn(request.body)));
      },
    );

    app.delete(
      '/flows/:name/draft',
      writes('Discard the draft', { params: api.ByName, response: { 204: z.null() } }),
      async (request, reply) => {
        await editor(request).discard(refOf(request));
        return reply.code(204).send(null);
      },
    );

    app.get(
      '/flows/:name/versions',
      reads('What was published, newest first; the file comes last', {
        params: api.ByName,
        querystring: api.VersionQuery,
        response: { 200: PageOf(api.VersionView) },
      }),
      async (request) => {
        const ref = refOf(request);
        const { limit, cursor } = request.query;
        const before = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.number().int()]))[0];
        const rows = await releasesOf(ctx.db, draftRef(ref), { before, limit: limit + 1 });
        const page = pageOf(rows, limit, ({ number }) => [number]);
        const isLast = page.nextCursor === null;
        const items = page.items.map(versionView);
        return { ...page, items: isLast && hasFile(ref.name) ? [...items, FILE] : items };
      },
    );

    app.get(
      '/flows/:name/versions/:number',
      reads('One version with its text', {
        params: api.ByNumber,
        querystring: api.InLanguage,
        response: { 200: api.VersionWithSource },
      }),
      async (request) => {
        const ref = refOf(request);
        const { number } = request.params;
        const source = await sourceOf(ctx, desk, ref, number);
        const [row] = await releasesOf(ctx.db, draftRef(ref), { before: number + 1, limit: 1 });
        const view = number !== SHIPPED && row ? versionView(row) : FILE;
        const language = request.query.language ?? languageOf(ref.business);
        return { ...view, ...checkedSource(desk, ref.name, source, language), source };
      },
    );

    app.post(
      '/flows/:name/versions',
      writes('Publish the draft, or bring back an earlier version; counts from the next conversation on', {
        params: api.ByName,
        body: api.PublishBody,
        response: { 201: api.VersionView },
      }),
      async (request, reply) => {
        const ref = refOf(request);
        const { restore, note } = request.body;
        const { body } = await answerOnce(ctx, ref.business.id, request, async () => {
          const release =
            restore === undefined
              ? await editor(request).publish(ref, note, seenIn(request.body))
              : await editor(request).bringBack(ref, note, restore);
          return { status: 201, body: versionView(release) };
        });
        return reply.code(201).send(api.VersionView.parse(body));
      },
    );

    app.get(
      '/flows/:name/welcome',
      reads('What the assistant says first', { params: api.ByName, response: { 200: api.WelcomeView } }),
      async (request) => welcomeView(refOf(request)),
    );

    app.put(
      '/flows/:name/welcome',
      writes('Change what the assistant says first, and publish that at once', {
        params: api.ByName,
        body: api.WelcomeBody,
        response: { 200: api.WelcomeView },
      }),
      async (request) => {
        const ref = refOf(request);
        await answerOnce(ctx, ref.business.id, request, async () => {
          await editor(request).changeWelcome(ref, request.body.text);
          return { status: 200, body: null };
        });
        return welcomeView(ref);
      },
    );

    async function welcomeView(ref: FlowRef): Promise<z.infer<typeof api.WelcomeView>> {
      const { node, text } = await welcomeOf(ctx, desk, ref);
      return { node, text, limit: LIMITS.buttonsBody };
    }

    const editor = (request: FastifyRequest) => flowEditor(ctx, desk, actorOf(request));
    const hasFile = (name: string): boolean => desk.flows.files().some((file) => file.name === name);

    function draftView(ref: FlowRef, { source, changedAt, changedBy }: FlowDraft, language?: string) {
      const checked = checkedSource(desk, ref.name, source, language ?? languageOf(ref.business));
      return { ...checked, source, changedAt: changedAt.toISOString(), changedBy };
    }
  };

const FILE: z.infer<typeof api.VersionView> = {
  number: SHIPPED,
  version: null,
  isShipped: true,
  restores: null,
  note: '',
  publishedAt: null,
  publishedBy: null,
};

const versionView = (release: ReleaseEntry): z.infer<typeof api.VersionView> => ({
  number: release.number,
  version: release.version,
  isShipped: release.isShipped,
  restores: release.restores,
  note: release.note,
  publishedAt: release.publishedAt.toISOString(),
  publishedBy: release.publishedBy,
});

const draftRef = ({ business, name }: FlowRef): DraftRef => ({ businessId: business.id, flow: name });

/** Absent is not null: without the field whatever there is gets overwritten. */
const seenIn = ({ seen }: { seen?: string | null | undefined }): Seen =>
  seen === undefined ? undefined : seen === null ? null : new Date(seen);
