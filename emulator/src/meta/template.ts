import { createHash } from 'node:crypto';
import type {
  TemplateCategory,
  TemplateComponent,
  TemplateDefinition,
  TemplateStatus,
} from '../template-definition.ts';

/** A template of one account, with all that Meta keeps about it. */
export type Template = {
  id: string;
  wabaId: string;
  name: string;
  language: string;
  category: TemplateCategory;
  status: TemplateStatus;
  parameterFormat: 'POSITIONAL' | 'NAMED';
  components: TemplateComponent[];
  quality: TemplateQuality;
  qualityAt: number | null;
  ttlSeconds?: number;
  rejectedReason: string | null; // INVALID_FORMAT and the like
  reviewAt: number | null; // under review until then; null when decided, or to be decided by hand
  pauses: number;
  pausedUntil: number | null;
  edits: number[]; // when it was edited while approved
  previousCategory?: TemplateCategory;
  announced?: { category: TemplateCategory; at: number }; // Meta is going to move it to another category
  deletedAt: number | null;
  /** Sends until further ones are held to see how customers take them; null when nobody watches. */
  freeSends: number | null;
  held: string[]; // wamids of messages that wait for that verdict
};

export type TemplateQuality = 'UNKNOWN' | 'GREEN' | 'YELLOW' | 'RED';

export function newTemplate(wabaId: string, id: string, given: TemplateDefinition): Template {
  return {
    id,
    wabaId,
    name: given.name,
    language: given.language,
    category: given.category,
    status: given.status ?? 'APPROVED',
    parameterFormat: given.parameter_format ?? 'POSITIONAL',
    components: given.components,
    quality: 'UNKNOWN',
    qualityAt: null,
    rejectedReason: null,
    reviewAt: null,
    pauses: 0,
    pausedUntil: null,
    edits: [],
    deletedAt: null,
    freeSends: null,
    held: [],
    ...(given.message_send_ttl_seconds === undefined ? {} : { ttlSeconds: given.message_send_ttl_seconds }),
  };
}

/**
 * The same template keeps its id through restarts. Below 2^53, as webhooks carry it as a JSON number.
 *
 * @param birth tells one from another of the same name that was deleted before.
 */
export function templateId(wabaId: string, name: string, language: string, birth = 0): string {
  const key = `${wabaId}/${name}/${language}${birth ? `/${birth}` : ''}`;
  const hash = createHash('sha256').update(key).digest();
  return String(1_000_000_000_000_000n + (hash.readBigUInt64BE(0) % 8_000_000_000_000_000n));
}

/** Whether it still exists for a business: a deleted one lingers only to block its name. */
export const isListed = ({ status }: Template) => status !== 'DELETED';
