import type { FastifySchema } from 'fastify';
import type { Permission } from './policy.ts';

/**
 * What routes that belong together share: their heading in the reference, and who may call them.
 *
 * @example const reads = routeOptions('flows', 'flows:read');
 * app.get('/flows/:name', reads('One flow', { params: ByName, response: { 200: FlowView } }), …)
 */
export const routeOptions =
  (tag: string, allow: Permission) =>
  <Schema extends FastifySchema>(summary: string, schema: Schema) => ({
    config: { allow },
    schema: { tags: [tag], summary, ...schema },
  });
