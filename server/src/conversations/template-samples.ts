import type { Ctx } from '../platform/context.ts';
import type { Channel, ChannelTemplates } from './channel.ts';
import type { FileStore } from './files.ts';
import { problemOf } from './not-done.ts';
import { mediaNotFound } from './problems.ts';

type Component = Record<string, unknown>;

/**
 * The review of a template wants a sample of the file in its header. A draft may name one of ours,
 * `"example": {"mediaId": "…"}`; it is uploaded, and the platform's handle takes its place.
 *
 * @throws media-not-found, media-not-here; whatever an upload that fails means
 */
export async function withSamples(
  ctx: Ctx,
  files: FileStore,
  businessId: string,
  { channel, platform }: { channel: Channel; platform: ChannelTemplates },
  components: Component[],
): Promise<Component[]> {
  const upload = async (component: Component): Promise<Component> => {
    if (Array.isArray(component.cards))
      return { ...component, cards: await Promise.all(component.cards.map(uploadCard)) };
    const { example } = component;
    if (!isRecord(example) || !('mediaId' in example)) return component;
    const { mediaId, ...rest } = example;
    if (typeof mediaId !== 'string' || !UUID.test(mediaId)) throw mediaNotFound();
    const { row, body } = await files.read(ctx, businessId, mediaId);
    const { mimeType, sizeBytes, fileName } = row;
    const file = { body, mimeType, sizeBytes: sizeBytes ?? 0, fileName: fileName ?? 'sample' };
    const result = await platform.uploadSample(file);
    if (result.outcome !== 'uploaded') throw problemOf(channel, result);
    return { ...component, example: { ...rest, header_handle: [result.handle] } };
  };
  const uploadCard = async (card: unknown): Promise<unknown> =>
    isRecord(card) && Array.isArray(card.components)
      ? { ...card, components: await Promise.all(card.components.map((one) => (isRecord(one) ? upload(one) : one))) }
      : card;
  return Promise.all(components.map(upload));
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isRecord = (value: unknown): value is Component =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
