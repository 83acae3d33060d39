import type { Json } from './json.ts';
import type { Tier } from './meta/portfolio.ts';
import type { BubbleContent } from './phone-api.ts';

/** A business number as Meta knows it. */
export type BusinessPhone = {
  phoneNumberId: string;
  wabaId: string;
  portfolioId: string; // business-scoped user ids belong to it
  displayNumber: string; // "+1 555 078 3881"
  digits: string; // "15550783881"
  verifiedName: string;
  about: string;
  starters: string[];
  messagesPerSecond: number; // at the start; `NumberState` has what Meta made of it
  messagingTier: Tier;
  onBusinessApp: boolean;
  recordAs: { flow: string; business: string }; // what a recorded conversation is a test of
};

/** A customer's phone, and what the network knows about it. */
export type Person = {
  id: string;
  name: string;
  number: string; // E.164
  waId: string; // digits; what Meta makes of the number, not always the number itself
  username?: string; // "@ana"
  hidesNumber?: boolean; // adopted a username: businesses see the business-scoped user id only
  readReceipts: boolean;
  online: boolean;
  blocked: string[]; // phone_number_ids
  stopsMarketing?: string[]; // phone_number_ids whose offers the person does not want
  marketingHeard?: number[]; // when marketing was accepted for the person lately, by any business
  marketingBarredUntil?: number; // tried again too soon
  identityTurn?: number; // how often WhatsApp was set up anew
  knownTo?: string[]; // portfolios that know the number although it is hidden
};

export type Chat = {
  phoneId: string;
  numberId: string;
  lastCustomerAt: number | null; // opens the customer service window
  entryPointAt?: number; // the customer came from an advertisement and was not answered yet
  freeEntryUntil?: number; // answered in time: everything is free until then
  unseen: string[]; // wamids of business messages that arrived and were not looked at
};

/** How far a message has come. A customer's waits, then is sent, delivered (webhook answered 200) and read. */
export type Stage = 'waiting' | 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

export type Failure = { code: number; title: string; details: string };

export type Message = {
  id: string; // wamid
  numberId: string;
  phoneId: string | null; // null: the business wrote to a number nobody has
  recipient?: { waId?: string; userId?: string }; // business messages: who it was addressed to
  from: 'customer' | 'business';
  at: number;
  content: BubbleContent | null; // null: nothing to draw (a reaction, a system message)
  reacts?: { to: string; emoji: string };
  body?: Json; // business messages: what the Graph API was given
  stage: Stage;
  arrivedAt: number | null; // when it appeared on the phone; customers' messages at once
  wire?: Json; // customers' messages that wait for the phone to come online
  quotes?: string;
  played?: true; // a voice note of the business the customer listened to
  muted?: boolean; // a knob lost its statuses
  opaque?: string; // biz_opaque_callback_data
  category?: MessageCategory;
  insideWindow?: boolean;
  freeEntry?: boolean; // inside the free entry point of an advertisement
  held?: true; // waits for the verdict on a paced template
  templateId?: string;
  expiresAt?: number; // not delivered until then: dropped without a word
  failure?: Failure;
  catalogId?: string;
  reactions: { from: 'customer' | 'business'; emoji: string }[];
  answered?: string;
  edited?: true; // the customer corrected the words
};

/** Price categories. @see WhatsApp Business Platform, Pricing */
export type MessageCategory = 'marketing' | 'utility' | 'authentication' | 'service';

export type StoredMedia = {
  id: string;
  mimeType: string;
  fileName?: string;
  sizeBytes: number;
  sha256: string; // base64
  origin: 'business' | 'customer' | 'link';
  numberId?: string; // who uploaded it
  link?: string;
  storedAt: number;
};

/** A webhook that was not answered with 200 yet. `value` is the exact JSON that goes over the wire. */
export type PendingWebhook = {
  id: string;
  wabaId: string;
  numberId: string | null;
  field: string;
  value: string;
  at: number;
  time?: number; // entry.time, unix seconds; management fields only
  messageId?: string; // the customer's message it carries
  status?: { id: string; status: string }; // the status it carries, and of which message
  summary: string;
};
