import type { FastifyRequest } from 'fastify';
import type { FileStore, OpenDirectory, SendDoor } from '../conversations/index.ts';
import { businessOf } from '../platform/auth.ts';
import { actorOf } from '../platform/policy.ts';
import type { Business } from '../platform/schema.ts';
import type { TrackingLinks } from './tracking.ts';

/** Whose goods, the money of new ones, and who changes them; null: whoever runs this installation. */
export type Shop = { businessId: string; currency: string; actorName: string | null };

/** What the routes of the shop need beside the database. */
export type ShopParts = {
  directory: OpenDirectory;
  door: SendDoor;
  files: FileStore;
  links: TrackingLinks;
  /** Where the world reaches this installation; null: not set. */
  publicUrl: string | null;
};

/** Who did it, in words for a history; null: whoever runs this installation. */
export function actorName(request: FastifyRequest): string | null {
  const actor = actorOf(request);
  return actor.kind === 'operator' ? null : actor.name;
}

/** In whose shop, in which money, and who does it. */
export function shopOf(request: FastifyRequest): Shop {
  const { id, currency } = businessOf(request);
  return { businessId: id, currency, actorName: actorName(request) };
}

/** The language to speak in: the one asked for, else the shop's own. */
export const languageOf = ({ languages }: Business, { language }: { language?: string | undefined }): string =>
  language ?? languages[0] ?? 'en';
