import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { Business } from '../platform/schema.ts';
import type { OutboundContent } from './api.ts';
import type { OpenDirectory } from './directory.ts';
import { templates } from './schema.ts';

/** A template's body as the customer reads it; null when its words are not known here. */
export async function templateText(
  ctx: Ctx,
  directory: OpenDirectory,
  business: Business,
  { name, language, components }: Extract<OutboundContent, { type: 'template' }>,
): Promise<string | null> {
  const open = directory.channelOf(business.id);
  if (!open) return null;
  const [row] = await ctx.db
    .select({ components: templates.components })
    .from(templates)
    .where(
      and(
        eq(templates.businessId, business.id),
        eq(templates.channelId, open.row.id),
        eq(templates.name, name),
        eq(templates.language, language),
      ),
    );
  const values = components.find(({ type }) => type === 'body')?.parameters ?? [];
  const body = row?.components.map(bodyOf).find((text) => text !== null);
  return body?.replace(/\{\{(\d+)\}\}/g, (hole, n: string) => String(values[Number(n) - 1]?.text ?? hole)) ?? null;
}

function bodyOf(component: unknown): string | null {
  if (typeof component !== 'object' || component === null) return null;
  const isBody = 'type' in component && component.type === 'BODY';
  return isBody && 'text' in component && typeof component.text === 'string' ? component.text : null;
}
