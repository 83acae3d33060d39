import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { PageOf, PageQuery } from '../platform/page.ts';
import { readPhone } from '../platform/phone.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import {
  ContactDetail,
  ContactEdit,
  ContactFilter,
  ContactView,
  MergeView,
  NewContact,
  Tags,
  TimelineEntry,
} from './api.ts';
import { eraseContact } from './erasing.ts';
import { listContacts, listTags } from './listing.ts';
import { mergeContacts, undoMerge } from './merging.ts';
import { createContact, editContact, readContact, tagContacts } from './people.ts';
import { mergeNotFound, phoneInvalid } from './problems.ts';
import type { PersonRecords } from './records.ts';
import { timelineOf } from './timeline.ts';

const ById = z.object({ id: z.uuid() });
const MOST_AT_ONCE = 500;

/** People: `/api/v1/contacts`. What other modules keep about them comes by `records`. */
export const contactRoutes =
  (ctx: Ctx, records: readonly PersonRecords[]): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['contacts'];
    const read = (businessId: string, id: string) => readContact(ctx.db, records, businessId, id);
    const tell = (businessId: string, ...ids: string[]) =>
      tellLive(ctx, businessId, ...ids.map((id) => ({ kind: 'contact' as const, id })));

    app.get(
      '/contacts',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'People who wrote or were written to, newest acquaintance first',
          querystring: PageQuery.extend(ContactFilter.shape),
          response: { 200: PageOf(ContactView) },
        },
      },
      async (request) => listContacts(ctx.db, records, businessOf(request).id, request.query),
    );

    app.get(
      '/contacts/tags',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'The tags in use, the most used first',
          response: { 200: z.object({ items: z.array(z.object({ tag: z.string(), contacts: z.number().int() })) }) },
        },
      },
      async (request) => ({ items: await listTags(ctx.db, businessOf(request).id) }),
    );

    app.post(
      '/contacts',
      {
        config: { allow: 'contacts:write' },
        schema: {
          tags,
          summary: 'Add somebody who has not written yet',
          description: 'Writing to them needs a template, and for marketing their consent.',
          body: NewContact,
          response: { 201: ContactDetail },
        },
      },
      async (request, reply) => {
        const business = businessOf(request);
        const { phone, ...edit } = request.body;
        const answer = await answerOnce(ctx, business.id, request, async () => {
          const by = { businessId: business.id, actor: actorOf(request) };
          const id = await createContact(ctx, by, phoneOf(phone, business), edit);
          return { status: 201, body: await read(business.id, id) };
        });
        const body = ContactDetail.parse(answer.body);
        tell(business.id, body.id);
        return reply.code(201).send(body);
      },
    );

    app.post(
      '/contacts/tags',
      {
        config: { allow: 'contacts:write' },
        schema: {
          tags,
          summary: 'Put tags on many people, or take them off',
          body: z.object({
            contactIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
            add: Tags.default([]),
            remove: Tags.default([]),
          }),
          response: { 200: z.object({ contacts: z.number().int().describe('How many of them there are.') }) },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const changed = await tagContacts(ctx, { businessId, actor: actorOf(request) }, request.body);
        tell(businessId, ...request.body.contactIds);
        return { contacts: changed };
      },
    );

    app.get(
      '/contacts/:id',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'One person: identities, facts, consents, and where they stand',
          params: ById,
          response: { 200: ContactDetail },
        },
      },
      async (request) => read(businessOf(request).id, request.params.id),
    );

    app.patch(
      '/contacts/:id',
      {
        config: { allow: 'contacts:write' },
        schema: {
          tags,
          summary: 'Change what is named; the rest stays',
          description: 'A name given here stays, whatever they call themselves later.',
          params: ById,
          body: ContactEdit,
          response: { 200: ContactDetail },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        await editContact(ctx, { businessId, actor: actorOf(request) }, request.params.id, request.body);
        tell(businessId, request.params.id);
        return read(businessId, request.params.id);
      },
    );

    app.get(
      '/contacts/:id/timeline',
      {
        config: { allow: 'contacts:read' },
        schema: {
          tags,
          summary: 'What happened with one person, newest first',
          params: ById,
          querystring: PageQuery,
          response: { 200: PageOf(TimelineEntry) },
        },
      },
      async (request) => {
        const { id: businessId, timeZone } = businessOf(request);
        const whose = { businessId, contactId: request.params.id, timeZone };
        return timelineOf(ctx.db, records, whose, { ...request.query, now: ctx.now() });
      },
    );

    app.post(
      '/contacts/:id/merges',
      {
        config: { allow: 'contacts:write' },
        schema: {
          tags,
          summary: 'Put another contact together with this one: they are the same person',
          description: 'Numbers, conversations, orders and tickets move here. What either refused stays refused.',
          params: ById,
          body: z.object({ contactId: z.uuid().describe('The other one. It goes out of all lists.') }),
          response: { 201: MergeView },
        },
      },
      async (request, reply) => {
        const businessId = businessOf(request).id;
        const { id: keptId } = request.params;
        const { contactId: mergedId } = request.body;
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const id = await mergeContacts(ctx, records, { businessId, actor: actorOf(request) }, { keptId, mergedId });
          const { merges } = await read(businessId, keptId);
          const merge = merges.find((one) => one.id === id);
          if (!merge) throw mergeNotFound(); // undone in this very moment
          return { status: 201, body: merge };
        });
        tell(businessId, keptId, mergedId);
        return reply.code(201).send(MergeView.parse(answer.body));
      },
    );

    app.delete(
      '/contacts/:id/merges/:mergeId',
      {
        config: { allow: 'contacts:write' },
        schema: {
          tags,
          summary: 'Take two contacts apart again',
          params: ById.extend({ mergeId: z.uuid() }),
          response: { 200: ContactDetail },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        const { id: keptId, mergeId } = request.params;
        await undoMerge(ctx, records, { businessId, actor: actorOf(request) }, { keptId, mergeId });
        tell(businessId, keptId);
        return read(businessId, keptId);
      },
    );

    app.delete(
      '/contacts/:id',
      {
        config: { allow: 'business:write' },
        schema: {
          tags,
          summary: 'Erase a person: name, numbers, messages, files',
          description: 'Orders and tickets stay without the person, as the books need them. This cannot be undone.',
          params: ById,
          response: { 200: ContactDetail },
        },
      },
      async (request) => {
        const businessId = businessOf(request).id;
        await eraseContact(ctx, records, { businessId, actor: actorOf(request) }, request.params.id);
        tell(businessId, request.params.id);
        return read(businessId, request.params.id);
      },
    );
  };

function phoneOf(given: string, { country }: Business): string {
  const phone = readPhone(given, country);
  if (!phone) throw phoneInvalid();
  return phone;
}
