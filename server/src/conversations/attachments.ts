import { and, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../platform/context.ts';
import type { FileRef, OutboundContent } from './api.ts';
import type { Channel } from './channel.ts';
import type { OpenDirectory } from './directory.ts';
import type { FileStore } from './files.ts';
import { problemOf } from './not-done.ts';
import { fileNotTaken, mediaNotFound, mediaNotHere } from './problems.ts';
import { media } from './schema.ts';
import type { TemplateContent } from './template-check.ts';

type MediaRow = typeof media.$inferSelect;

/** Recorded speech is shown as a voice note. @see WhatsApp Business Platform, "Audio messages": Opus in Ogg */
const VOICE_TYPE = 'audio/ogg; codecs=opus';

/**
 * Looks at the files of ours that a message names: they are there, of a type and size the platform takes, and carry
 * their own name. Sound recorded as Opus becomes a voice note unless the caller says it is none.
 *
 * @throws media-not-found, media-not-here, message-breaks-limits
 */
export async function withFiles(
  ctx: Ctx,
  businessId: string,
  channel: Pick<Channel, 'fileProblem'>,
  content: OutboundContent,
): Promise<OutboundContent> {
  const named = filesIn(content).filter(({ file }) => file.mediaId);
  if (named.length === 0) return content;
  const rows = await readRows(
    ctx,
    businessId,
    named.map(({ file }) => file.mediaId!),
  );
  for (const { file, type, path } of named) {
    const row = storedRow(rows, file.mediaId!);
    const problem = channel.fileProblem?.(type, { mimeType: row.mimeType, sizeBytes: row.sizeBytes ?? 0 });
    if (problem) throw fileNotTaken(path, problem);
  }
  return filled(content, rows);
}

type Named = { file: FileRef; type: string; path: string };

function filesIn(content: OutboundContent): Named[] {
  if ('file' in content) return [{ file: content.file, type: content.type, path: 'file' }];
  if ('cards' in content)
    return content.cards.map(({ header }, at) => ({
      file: header.file,
      type: header.type,
      path: `cards.${at}.header.file`,
    }));
  const header = 'header' in content ? content.header : undefined;
  return typeof header === 'object' && header.type !== 'text'
    ? [{ file: header.file, type: header.type, path: 'header.file' }]
    : [];
}

/** The message's own file, described as it is stored. */
function filled(content: OutboundContent, rows: MediaRow[]): OutboundContent {
  if (!('file' in content) || !content.file.mediaId) return content;
  const { mimeType, fileName } = storedRow(rows, content.file.mediaId);
  const file = { ...content.file, mimeType, ...(content.file.fileName || !fileName ? {} : { fileName }) };
  if (content.type === 'audio' && content.voice === undefined && mimeType === VOICE_TYPE)
    return { ...content, file, voice: true };
  return { ...content, file };
}

async function readRows(ctx: Ctx, businessId: string, ids: string[]): Promise<MediaRow[]> {
  return ctx.db
    .select()
    .from(media)
    .where(and(eq(media.businessId, businessId), inArray(media.id, ids)));
}

function storedRow(rows: MediaRow[], id: string): MediaRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw mediaNotFound();
  if (row.status !== 'stored') throw mediaNotHere(row.status, row.failure);
  return row;
}

type Parameter = TemplateContent['components'][number]['parameters'][number];

/**
 * The same for a template, whose files stand in the platform's own words: `{"type":"image","image":{"mediaId":"…"}}`
 * becomes the platform's id, which lasts 30 days.
 *
 * @throws media-not-found, media-not-here, message-breaks-limits; whatever an upload that fails means
 */
export async function withTemplateFiles(
  ctx: Ctx,
  directory: OpenDirectory,
  files: FileStore,
  businessId: string,
  channel: Channel,
  content: TemplateContent,
): Promise<TemplateContent> {
  const upload = async (parameter: Parameter, path: string): Promise<Parameter> => {
    const kind = String(parameter.type);
    const value = parameter[kind];
    if (typeof value !== 'object' || value === null || !('mediaId' in value)) return parameter;
    const { mediaId, ...rest } = value;
    const [row] = isUuid(mediaId) ? await readRows(ctx, businessId, [mediaId]) : [];
    const stored = storedRow(row ? [row] : [], String(mediaId));
    const problem = channel.fileProblem?.(kind, { mimeType: stored.mimeType, sizeBytes: stored.sizeBytes ?? 0 });
    if (problem) throw fileNotTaken(`${path}.${kind}`, problem);
    const uploaded = await files.handOver(ctx, directory, businessId, stored.id);
    if (uploaded.outcome !== 'uploaded') throw problemOf(channel, uploaded);
    const name = kind === 'document' && stored.fileName && !('filename' in rest) ? { filename: stored.fileName } : {};
    return { ...parameter, [kind]: { ...rest, ...name, id: uploaded.providerMediaId } };
  };
  const components = await Promise.all(
    content.components.map(async (component, at) => ({
      ...component,
      parameters: await Promise.all(
        component.parameters.map((parameter, n) => upload(parameter, `components.${at}.parameters.${n}`)),
      ),
    })),
  );
  return { ...content, components };
}

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
