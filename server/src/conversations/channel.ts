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
export type NotDone = Exclude<SendOutcome, { outcome: 'accepted' | 'in_doubt' }>;

/** A message template as the platform describes it. */
export type PlatformTemplate = {
  providerTemplateId: string | null;
  name: string;
  language: string;
  category: string;
  status: string;
  quality: string | null;
  reason: string | null; // of a rejection
  parameterFormat: 'POSITIONAL' | 'NAMED';
  components: readonly unknown[]; // in the platform's words
};

/** What must be known of a template to fill it in. */
export type TemplateDefinition = Pick<PlatformTemplate, 'category' | 'parameterFormat' | 'components'>;
export type TemplateDraft = TemplateDefinition &
  Pick<PlatformTemplate, 'name' | 'language'> & { allowCategoryChange?: boolean };

/**
 * Something to fill in when a template is sent. `place`: "header", "body", "buttons.1", "cards.0.body". `kind`: "text",
 * "image", "location", "url" …
 */
export type TemplateSlot = { place: string; name: string; kind: string; required: boolean; example?: string };

type TemplateContent = Extract<OutboundContent, { type: 'template' }>;

/** Templates of a channel that has them. */
export type ChannelTemplates = {
  /** All of the account, or all languages of one name. */
  listTemplates(only?: { name: string }): Promise<{ outcome: 'read'; templates: PlatformTemplate[] } | NotDone>;
  createTemplate(draft: TemplateDraft): Promise<TemplateCreated | NotDone | InDoubt>;
  /** Replaces all components; the platform reviews it again. */
  editTemplate(
    providerTemplateId: string,
    change: Partial<Pick<PlatformTemplate, 'category' | 'components'>>,
  ): Promise<{ outcome: 'edited' } | NotDone | InDoubt>;
  /** @param providerTemplateId null: all languages of the name. */
  deleteTemplate(name: string, providerTemplateId: string | null): Promise<{ outcome: 'deleted' } | NotDone | InDoubt>;
  /** Hands over the sample of a header for the review. @returns a handle, which is not an id of media. */
  uploadSample(file: FileUpload): Promise<{ outcome: 'uploaded'; handle: string } | NotDone>;
  /** Whether the platform would take this template; empty: it may be submitted for review. */
  checkDraft(draft: TemplateDraft): Violation[];
  slotsOf(definition: TemplateDefinition): TemplateSlot[];
  /** Whether what is filled in fits; empty: it does. */
  checkParameters(definition: TemplateDefinition, content: TemplateContent): Violation[];
};
type TemplateCreated = { outcome: 'created'; providerTemplateId: string; status: string; category: string };
type InDoubt = Extract<SendOutcome, { outcome: 'in_doubt' }>;

/** What a failure means, in words for a shop owner. */
export type Explanation = {
  title: string;
  advice: string;
  fixedBy: 'itself' | 'owner' | 'operator' | 'customer' | 'nobody';
  retried: boolean;
};

/** One thing that was looked at. `unknown`: it could not be looked at, which is no reason to worry by itself. */
export type HealthCheck = {
  id: string; // "token"
  status: 'ok' | 'warning' | 'failed' | 'unknown';
  title: string;
  details?: string;
  fix?: string;
};

/** What conversations ask of a channel. Adapters in `channels/` provide it; nothing here imports them. */
export type Channel = Partial<ChannelFiles> & {
  templates?: ChannelTemplates;
  /** Words for the code of a failure; a channel without a dictionary has none. */
  explain?(code: string): Explanation;
  /** Why the platform would not take this file in a message of this type; null when it would. */
  fileProblem?(type: string, file: { mimeType: string; sizeBytes: number }): string | null;
  /** Looks at everything the channel needs to work, over the network. `webhookUrl`: where the platform should call us. */
  health?(about: { webhookUrl: string | null; now: () => Date }): Promise<HealthCheck[]>;
  kind: string;
  /** It can neither send nor hear anything in this start: it belongs to an emulator that is not running. */
  isOff?: boolean;
  /** Every documented limit of the platform, checked before anything is sent. Empty: may be sent. */
  check(content: OutboundContent): Violation[];
  send(message: OutgoingMessage): Promise<SendOutcome>;
  /** Blue ticks for the customer, and optionally "typing…" for up to 25 seconds. Best effort. */
  markRead(providerMessageId: string, options?: { typing?: boolean }): Promise<void>;
  /** Messages a second this number may send; null: no limit of ours. */
  throughput: number | null;
  /** People this number may write to first in a moving day, by what the platform last said; null: no limit. */
  peoplePerDay?(messagingLimit: string | null): number | null;
  /** Since when campaigns on this young number grow from day to day; absent: they need not. */
  warmUpFrom?: Date;
  /** Pair pacing: `burst` at once to one person, then one every `everyMs`; null: no limit of ours. */
  pairLimit: { burst: number; everyMs: number } | null;
};
export type Channels = { get(channelId: string): Channel | undefined };
