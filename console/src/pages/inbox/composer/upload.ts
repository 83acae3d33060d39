import { businessIn } from '../../../api/business-in.ts';
import { problemOf } from '../../../api/problem.ts';
import type { FileKind } from '../model/attachments.ts';
import type { Sendable } from '../model/shapes.ts';

type Uploaded = { id: string; mimeType: string };

/** Puts a file where messages take theirs from. @throws ApiProblem when it cannot be sent */
export async function upload(file: Blob, fileName: string): Promise<Uploaded> {
  const business = businessIn(location.pathname);
  const response = await fetch(`/api/v1/media?fileName=${encodeURIComponent(fileName)}`, {
    method: 'POST',
    headers: {
      ...(business === null ? {} : { 'x-business': business }),
      'content-type': file.type || 'application/octet-stream',
    },
    body: file,
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(answer, response.status);
  return answer as Uploaded; // the shape our own server promises
}

/** A message that shows the file as what it is; a sound has no words of its own on WhatsApp. */
export function fileMessage(kind: FileKind, { id, mimeType }: Uploaded, fileName: string, caption: string): Sendable {
  const file = { mediaId: id, mimeType, ...(kind === 'document' ? { fileName } : {}) };
  if (kind === 'audio') return { type: 'audio', file };
  if (kind === 'sticker') return { type: 'sticker', file };
  return { type: kind, file, ...(caption ? { caption } : {}) };
}
