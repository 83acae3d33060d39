import { Readable } from 'node:stream';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { csvOf, withCsv } from '../platform/csv.ts';
import { tellLive } from '../platform/live.ts';
import { dayAt } from '../platform/local-time.ts';
import { actorOf } from '../platform/policy.ts';
import { cleanLine } from '../platform/text.ts';
import { ContactFilter, IMPORTED, ImportReport } from './api.ts';
import { importContacts } from './importing.ts';
import { listContacts } from './listing.ts';
import { columnsUnreadable, fileMissing } from './problems.ts';
import type { PersonRecords } from './records.ts';

const LARGEST_BYTES = 200 * 1_048_576; // reliability: bulk import
const AT_ONCE = 1_000;
const COLUMNS = [
  'name',
  'phone',
  'username',
  'email',
  'language',
  'tags',
  'marketing',
  'last_message_at',
  'created_at',
];

const Holds = z.record(z.string().max(256), z.enum(IMPORTED));
const flag = z.enum(['true', 'false']).default('false');

const ImportQuery = z.object({
  dryRun: flag.describe('true: only say what would happen.'),
  skipWrong: flag.describe('true: leave wrong lines out; otherwise nothing is imported while one is wrong.'),
  known: z
    .enum(['fill', 'replace'])
    .default('fill')
    .describe('Of people known already: fill gaps, or take what the file says.'),
  columns: z
    .string()
    .max(2_000)
    .optional()
    .describe(`What columns hold, as JSON: {"Handy":"phone"}; "-" is not read. Absent: guessed from their names.`),
  source: z
    .string()
    .min(3)
    .max(1_000)
    .optional()
    .describe('Where these people agreed to marketing, if a column says that.'),
});

/** People in and out as files: `/api/v1/contacts/import` and `/contacts/export`. */
export const contactFileRoutes =
  (ctx: Ctx, records: readonly PersonRecords[]): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['contacts'];
    app.addContentTypeParser(['text/csv', 'text/plain'], async (_request: unknown, payload: Readable) => payload);

    app.post(
      '/contacts/import',
      {
        bodyLimit: LARGEST_BYTES,
        config: { allow: 'contacts:write' },
        schema: {
          tags,
          summary: 'Take people from a CSV file, or see what would happen',
          description: 'The body is the file, text/csv in UTF-8. It is imported whole or not at all.',
          consumes: ['text/csv'],
          querystring: ImportQuery,
          response: { 200: ImportReport },
        },
      },
      async (request) => {
        const business = businessOf(request);
        const { dryRun, skipWrong, known, columns, source } = request.query;
        if (!(request.body instanceof Readable)) throw fileMissing();
        const options = {
          dryRun: dryRun === 'true',
          skipWrong: skipWrong === 'true',
          known,
          holds: columns === undefined ? undefined : holdsOf(columns),
          source: source === undefined ? undefined : cleanLine(source, 1_000),
        };
        const report = await withCsv(request.body, (lines) =>
          importContacts(ctx, { business, actor: actorOf(request) }, lines, options),
        );
        if (!report.dryRun) tellLive(ctx, business.id, { kind: 'contact', id: 'many' });
        return report;
      },
    );

    app.get(
      '/contacts/export',
      {
        config: { allow: 'contacts:write' },
        schema: { tags, summary: 'People as a CSV file, filtered like the list', querystring: ContactFilter },
      },
      async (request, reply) => {
        const { id: businessId, slug, timeZone } = businessOf(request);
        await recordAudit(ctx.db, {
          businessId,
          actor: actorOf(request),
          action: 'contact.exported',
          subject: 'contacts',
        });
        const file = csvOf(
          COLUMNS,
          (cursor) => listContacts(ctx.db, records, businessId, { ...request.query, cursor, limit: AT_ONCE }),
          ({ name, phone, username, email, language, tags: words, marketing, lastMessageAt, createdAt }) => [
            [name, phone, username, email, language, words.join(', '), SAID[marketing], lastMessageAt, createdAt],
          ],
        );
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="contacts-${slug}-${dayAt(ctx.now(), timeZone)}.csv"`)
          .send(file);
      },
    );
  };

/** As the import reads it. */
const SAID = { granted: 'yes', refused: 'no', unknown: '' };

function holdsOf(columns: string): z.infer<typeof Holds> {
  try {
    return Holds.parse(JSON.parse(columns));
  } catch {
    throw columnsUnreadable();
  }
}
