import type { Content as AnyContent, OutboundContent } from '../../../../../server/src/conversations/api.ts';
import type { EntryDetails } from '../../../../../server/src/inbox/api.ts';
import type { paths } from '../../../api/schema.d.ts';

export type Content = AnyContent;
export type Sendable = OutboundContent;
export type ContentOf<Type extends Content['type']> = Extract<Content, { type: Type }>;

export type Failure = {
  code: string;
  title: string;
  details?: string | undefined;
  advice?: string | undefined;
  fixedBy?: 'itself' | 'owner' | 'operator' | 'customer' | 'nobody' | undefined;
  retried?: boolean | undefined;
};

/** One message as the API gives it. */
export type Message = {
  id: string;
  seq: number; // the order in which messages were stored
  conversationId: string;
  direction: 'inbound' | 'outbound';
  author: 'customer' | 'bot' | 'person' | 'system';
  authorId: string | null;
  authorName: string | null;
  status: string;
  content: Content;
  context: { forwarded?: boolean | undefined; referral?: Referral | undefined } | null;
  providerMessageId: string | null;
  quotes: string | null;
  retryOf: string | null;
  attempts: number;
  failure: Failure | null;
  trace?: unknown; // left out of live events
  sentAt: string;
  deliveredAt: string | null;
  readAt: string | null;
};
export type Referral = {
  sourceType: string;
  sourceUrl?: string | undefined;
  headline?: string | undefined;
  body?: string | undefined;
};

/** A conversation as lists show it. */
export type Row =
  paths['/api/v1/conversations']['get']['responses'][200]['content']['application/json']['items'][number];
export type Status = Row['status'];

export type PersonRef = { id: string; name: string };

/** What the team did or wrote in a conversation; customers never see it. @see server/src/inbox/api.ts */
export type Entry = {
  id: string;
  kind: 'note' | 'assigned' | 'taken_over' | 'given_back' | 'status' | 'labels';
  body: string | null;
  details: EntryDetails | null;
  actor: { id: string | null; name: string };
  at: string;
  editedAt: string | null;
};

/** Whether something from the event stream is a message: the stream is data of the network like any other. */
export const isMessage = (value: unknown): value is Message =>
  hasId(value) && 'conversationId' in value && 'content' in value && 'status' in value && 'sentAt' in value;

export const isRow = (value: unknown): value is Row =>
  hasId(value) && 'contact' in value && 'status' in value && 'lastMessageAt' in value && 'labels' in value;

export const hasId = (value: unknown): value is { id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
