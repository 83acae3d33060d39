import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { recordAudit } from '../accounts/index.ts';
import { businessOf } from '../platform/auth.ts';
import type { Ctx } from '../platform/context.ts';
import { csvOf, csvText } from '../platform/csv.ts';
import { answerOnce } from '../platform/idempotency.ts';
import { tellLive } from '../platform/live.ts';
import { actorOf } from '../platform/policy.ts';
import { ImportReport, type ProductRecord } from './api.ts';
import { COLUMNS, writeAmount, writeOptions } from './catalogue-file.ts';
import { importCatalogue } from './catalogue-import.ts';
import { listRecords } from './product-records.ts';
import { shopOf } from './shop-parts.ts';

const LARGEST_FILE_BYTES = 20 * 1_048_576;
const FILE_PAGE = 200;

/** `/api/v1/products.csv` and back: the catalogue as a file. */
export const catalogueFileRoutes =
  (ctx: Ctx): FastifyPluginAsyncZod =>
  async (app) => {
    app.addContentTypeParser<Buffer>('text/csv', { parseAs: 'buffer' }, (_request, body, done) => {
      try {
        done(null, csvText(body));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    });

    app.get(
      '/products.csv',
      {
        config: { allow: 'products:read' },
        schema: { tags: ['products'], summary: 'The catalogue as a CSV file, one line per variant' },
      },
      async (request, reply) => {
        const { id: businessId } = businessOf(request);
        await recordAudit(ctx.db, {
          businessId,
          actor: actorOf(request),
          action: 'product.export',
          subject: 'products.csv',
        });
        const query = { limit: FILE_PAGE, language: '', archived: 'all' as const };
        const file = csvOf(COLUMNS, (cursor) => listRecords(ctx.db, businessId, { ...query, cursor }), linesOf);
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="products.csv"')
          .send(file);
      },
    );

    app.post(
      '/products/import',
      {
        config: { allow: 'products:write' },
        bodyLimit: LARGEST_FILE_BYTES,
        schema: {
          tags: ['products'],
          summary: 'Make the catalogue say what a CSV file says',
          description:
            'Columns as in GET /products.csv; `handle` and `sku` are needed, what is left out stays as it is. ' +
            'With `trial=true` nothing is written. A file with errors is not written at all.',
          consumes: ['text/csv'],
          querystring: z.object({
            trial: z.enum(['true', 'false']).default('false').describe('true: only say what would change.'),
          }),
          body: z.string(),
          response: { 200: ImportReport },
        },
      },
      async (request) => {
        const { id: businessId } = businessOf(request);
        const trial = request.query.trial === 'true';
        const shop = shopOf(request);
        const answer = await answerOnce(ctx, businessId, request, async () => {
          const body = await ctx.db.transaction(async (tx) => {
            const report = await importCatalogue(ctx, tx, shop, request.body, trial);
            const { products, variants } = report;
            if (report.applied)
              await recordAudit(tx, {
                businessId,
                actor: actorOf(request),
                action: 'product.import',
                subject: 'products.csv',
                after: { products, variants },
              });
            return report;
          });
          if (body.applied) tellLive(ctx, businessId, { kind: 'product', id: businessId });
          return { status: 200, body };
        });
        return ImportReport.parse(answer.body);
      },
    );
  };

const linesOf = (product: ProductRecord) =>
  product.variants.map((variant) => [
    product.handle,
    product.name,
    product.description,
    product.category,
    product.imageUrl,
    product.lowStockAt,
    product.archivedAt ? 'yes' : 'no',
    variant.sku,
    writeOptions(variant.options),
    writeAmount(variant.amount, variant.currency),
    variant.onHand,
  ]);
