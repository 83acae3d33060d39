import type { Readable, Writable } from 'node:stream';
import type { ContactIdentities } from '../contacts/index.ts';
import type { InboundContent, MessageStatus, OutboundContent, Referral } from './api.ts';
import type { Failure } from './schema.ts';

export type ChannelRef = { businessId: string; channelId: string };

/** Whom a message goes to: the channel takes what it can use. At least one is present. */
export type Recipient = { waId: string | null; phone: string | null; bsuid: string | null };

/** What a channel reads out of one inbound message. */
export type InboundMessage = {
  from: ContactIdentities;
  providerMessageId: string;
  sentAt: Date; // by the customer's phone; may be minutes old when the phone was offline
  content: InboundContent;
  quotes?: string; // provider id of the message it answers
  forwarded?: boolean;
  referral?: Referral;
  groupId?: string; // a group: stored, never answered by the bot
  asksAbout?: { catalogId?: string; retailerId: string }; // a question written under a product of the catalogue
};

/** News of a message we sent. */
export type StatusUpdate = {
  providerMessageId: string;
  messageId: string | null; // our id, when the provider gave our reference back
  status: Extract<MessageStatus, 'sent' | 'delivered' | 'read' | 'played' | 'failed'>;
  at: Date;
  failure?: Failure;
  pricing?: { category: string; type: string }; // as the provider bills it: "marketing", "regular"
};

export type OutgoingMessage = {
  id: string; // travels as our reference and comes back with every status
  to: Recipient;
  content: OutboundContent;
  quotes?: string;
};

/** What became of one call to the provider. */
export type SendOutcome =
  | { outcome: 'accepted'; providerMessageId: string; waId?: string }
  | { outcome: 'refused'; failure: Failure } // final: the provider said no
  | { outcome: 'not_accepted'; failure: Failure; scope: 'message' | 'pair' | 'number'; retryAfterMs: number } // proven untaken
  | { outcome: 'held'; failure: Failure; status: 'reauth_required' | 'restricted' } // the channel must be mended first
  | { outcome: 'in_doubt'; failure: Failure }; // timeout, reset, torn answer: a status callback settles it, we never resend blindly

/** One rule of the platform that a message breaks, in words for whoever wrote it. */
export type Violation = { path: string; message: string };

/** A file of ours on its way to the provider. */
export type FileUpload = { body: Readable; sizeBytes: number; mimeType: string; fileName: string };

/** Files of a channel that has them. Whatever is not a success says why, as a send would. */
export type ChannelFiles = {
  /** Brings a customer's file into `sink`, within the provider's size limit; the hash is verified. */
  downloadMedia(
    providerMediaId: string,
    sink: Writable,
    options?: { expectedSha256?: string },
  ): Promise<{ outcome: 'stored'; mimeType: string; sizeBytes: number; sha256: string } | NotDone>;
  uploadMedia(file: FileUpload): Promise<{ outcome: 'uploaded'; providerMediaId: string } | NotDone>;
};
type NotDone = Exclude<SendOutcome, { outcome: 'accepted' | 'in_doubt' }>;

/** What conversations ask of a channel. Adapters in `channels/` provide it; nothing here imports them. */
export type Channel = Partial<ChannelFiles> & {
  kind: string;
  /** Every documented limit of the platform, checked before anything is sent. Empty: may be sent. */
  check(content: OutboundContent): Violation[];
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Blue ticks for the customer, and optionally "typing…" for up to 25 seconds. Best effort. */
  markRead(providerMessageId: string, options?: { typing?: boolean }): Promise<void>;
  /** Messages a second this number may send; null: no limit of ours. */
  throughput: number | null;
  /** Pair pacing: `burst` at once to one person, then one every `everyMs`; null: no limit of ours. */
  pairLimit: { burst: number; everyMs: number } | null;
};
export type Channels = { get(channelId: string): Channel | undefined };
