import { createHmac, timingSafeEqual } from 'node:crypto';
import type { World } from '../world.ts';

/** @see WhatsApp Business Platform, Media: a media URL is valid for 5 minutes. */
const URL_LIFETIME_MS = 5 * 60_000;

/** The path Meta's own media host uses; here it lies beside the Graph API. */
export const MEDIA_PATH = '/whatsapp_business/attachments/';

/** Where the bytes can be fetched with the access token; null while nobody knows the emulator's address. */
export function mediaUrl(world: World, mediaId: string, origin: string | null = world.origin): string | null {
  if (origin === null) return null;
  const expires = Math.floor((world.clock.now().getTime() + URL_LIFETIME_MS) / 1000);
  const query = new URLSearchParams({ mid: mediaId, ext: String(expires), hash: hashOf(world, mediaId, expires) });
  return `${origin}${world.settings.basePath}${MEDIA_PATH}?${query}`;
}

/** @returns the media id, or null when the URL is forged or has expired. */
export function mediaIdOf(world: World, query: URLSearchParams): string | null {
  const mediaId = query.get('mid') ?? '';
  const expires = Number(query.get('ext'));
  const given = Buffer.from(query.get('hash') ?? '');
  const expected = Buffer.from(hashOf(world, mediaId, expires));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return world.clock.now().getTime() <= expires * 1000 ? mediaId : null;
}

function hashOf(world: World, mediaId: string, expires: number): string {
  return createHmac('sha256', world.settings.appSecret).update(`${mediaId}/${expires}`).digest('base64url');
}
