/**
 * What the phone page and the emulator say to each other: JSON over HTTP under `/phone/api`, and one
 * server-sent event stream. The page imports these types and nothing else from the emulator.
 *
 * GET  /phone/api/state                              → PhoneState (everything to draw the page)
 * GET  /phone/api/events                             → SSE; each `data:` is one PhoneEvent; `id:` allows resume
 * POST /phone/api/phones                 NewPhone    → 201 Phone
 * POST /phone/api/phones/:phoneId/settings PhoneSettings → Phone
 * GET  /phone/api/chats/:phoneId/:numberId?before=id → { bubbles: Bubble[] } oldest first, 50 a page
 * POST /phone/api/chats/:phoneId/:numberId/messages   PhoneMessage → 201 Bubble
 * POST /phone/api/chats/:phoneId/:numberId/read       → 204; the person looked at the chat (blue ticks for the business)
 * POST /phone/api/chats/:phoneId/:numberId/played {bubbleId} → 204; a voice note was listened to
 * POST /phone/api/chats/:phoneId/:numberId/forms {bubbleId} → FormView; the form of that bubble is opened
 * POST /phone/api/forms/:phoneId/:formId FormValues   → FormStep
 * POST /phone/api/forms/:phoneId/:formId/back         → FormView
 * POST /phone/api/uploads                 raw bytes with Content-Type (and X-File-Name) → 201 { mediaId }
 * GET  /phone/api/catalogue                          → { products: ProductCard[] }
 * GET  /phone/api/media/:mediaId                     → the bytes
 * GET  /phone/api/ledger?after=n                     → { entries: LedgerEntry[] }
 * Errors are { error: { message } } with a 4xx status.
 */

import type { KnobChange, KnobSettings } from './knobs/settings.ts';

export type { KnobChange, KnobSettings };

/** A business number one can write to. */
export type BusinessNumber = {
  id: string; // Meta's phone_number_id
  name: string; // verified name, shown as the chat's title
  displayNumber: string; // "+1 555 078 3881"
  about: string;
  starters: string[]; // things worth typing first, shown as quiet chips beside the phone
};

/** A customer's phone. */
export type Phone = {
  id: string;
  name: string; // profile name the business sees
  number: string; // E.164, "+16505551234"
  readReceipts: boolean;
  online: boolean; // false: airplane mode, messages wait
  blocked: string[]; // numbers this phone has blocked
  username?: string; // "@ana"
  stopsMarketing: string[]; // numbers whose offers this phone does not want
  hidesNumber: boolean; // businesses see the username and their own id of the customer, not the number
};
/** What a customer can switch. An empty username gives it up; another number moves chats and tells the businesses. */
export type PhoneSettings = Partial<Omit<Phone, 'id' | 'name'>>;
export type NewPhone = { name: string; number?: string };

/** ✓ sent, ✓✓ delivered, ✓✓ blue read; `waiting` is the clock shown while the phone is offline. */
export type Ticks = 'waiting' | 'sent' | 'delivered' | 'read' | 'failed';

export type Media = { mediaId: string; mimeType: string; fileName?: string; sizeBytes: number };

/** What a bubble shows. Formatting marks (*bold*, _italic_, ~strike~, ```code```) stay in the text; the page renders them. */
export type BubbleContent =
  | { type: 'text'; body: string; previewUrl?: boolean }
  | { type: 'image' | 'video' | 'sticker'; media: Media; caption?: string }
  | { type: 'audio'; media: Media; voice: boolean }
  | { type: 'document'; media: Media; caption?: string }
  | { type: 'location'; latitude: number; longitude: number; name?: string; address?: string }
  | { type: 'contacts'; contacts: { name: string; phones: string[] }[] }
  | { type: 'interactive'; header?: BubbleHeader; body: string; footer?: string; action: BubbleAction }
  | {
      type: 'template';
      header?: BubbleHeader;
      body: string;
      footer?: string;
      buttons: TemplateButton[];
      cards?: TemplateCard[]; // a carousel under the body
      marketing?: true; // the phone offers to stop such offers
    }
  | { type: 'choice'; title: string; description?: string } // the customer's tap on a button or list row
  | {
      type: 'order';
      items: { retailerId: string; name: string; quantity: number; price: number; currency: string }[];
      text?: string;
    }
  | { type: 'form_reply'; title: string; fields: Record<string, string> }
  | { type: 'notice'; body: string } // centred grey line: "You blocked this business"
  | { type: 'unsupported'; body: string };
export type BubbleHeader = { type: 'text'; text: string } | { type: 'image' | 'video' | 'document'; media: Media };
export type BubbleAction =
  | { kind: 'buttons'; buttons: { id: string; title: string }[] }
  | {
      kind: 'list';
      button: string;
      sections: { title?: string; rows: { id: string; title: string; description?: string }[] }[];
    }
  | { kind: 'link'; title: string; url: string }
  | { kind: 'location_request' }
  | { kind: 'contact_request' }
  | { kind: 'products'; sections: { title?: string; products: ProductCard[] }[] }
  | { kind: 'catalogue'; title: string }
  | { kind: 'form'; title: string; flowId: string } // opened and filled in through the form calls
  | { kind: 'carousel'; cards: CarouselCard[] }
  | { kind: 'none' };
/** One card of a carousel; a tap on one of its buttons is a `choice` with the button's id. */
export type CarouselCard = {
  header: BubbleHeader;
  body?: string;
  buttons: { id: string; title: string }[];
  link?: { title: string; url: string };
};
export type TemplateButton =
  | { kind: 'quick_reply'; title: string; payload: string }
  | { kind: 'link'; title: string; url: string }
  | { kind: 'phone'; title: string; phoneNumber: string }
  | { kind: 'copy_code'; title: string; code: string }
  | { kind: 'form'; title: string; flowId: string }
  | { kind: 'products'; title: string; sections: { title?: string; products: ProductCard[] }[] }
  | { kind: 'catalogue'; title: string }
  | { kind: 'contact_request'; title: string };
export type TemplateCard = { header: BubbleHeader; body: string; buttons: TemplateButton[] };
export type ProductCard = { retailerId: string; name: string; price: number; currency: string; imageUrl?: string };

/** One message in a chat, as the customer's phone shows it. */
export type Bubble = {
  id: string; // the wamid
  phoneId: string;
  numberId: string;
  from: 'customer' | 'business';
  at: string; // ISO time
  content: BubbleContent;
  ticks?: Ticks; // customer's own messages only
  quotes?: { id: string; from: 'customer' | 'business'; summary: string };
  reactions: { from: 'customer' | 'business'; emoji: string }[];
  answered?: string; // id of the button or row the customer chose here
  edited?: true; // the customer corrected the words
};

/** What the customer can send. `quotes` is the wamid of a quoted bubble. */
export type PhoneMessage =
  | { type: 'text'; body: string; quotes?: string }
  | { type: 'choice'; bubbleId: string; choiceId: string } // tap on a button, a list row or a template quick reply
  | { type: 'image' | 'video' | 'document' | 'sticker'; mediaId: string; caption?: string; quotes?: string }
  | { type: 'audio'; mediaId: string; voice: boolean; quotes?: string }
  | { type: 'location'; latitude: number; longitude: number; name?: string; address?: string; quotes?: string }
  | { type: 'contacts'; contacts: { name: string; phones: string[] }[]; quotes?: string }
  | { type: 'reaction'; bubbleId: string; emoji: string } // empty emoji takes it back
  | Correction
  | { type: 'order'; bubbleId: string; items: { retailerId: string; quantity: number }[]; text?: string };

/** The customer corrects a message of their own: other words within 15 minutes, or gone for everyone within 60 hours. */
export type Correction = { type: 'edit'; bubbleId: string; body: string } | { type: 'revoke'; bubbleId: string };

/** One screen of an open form, ready to draw. What the customer enters goes back by field name. */
export type FormView = {
  formId: string; // this opening of the form
  screen: string;
  title: string;
  parts: FormPart[];
  button: string; // label of the footer
  canGoBack: boolean;
  problem?: string; // the business's server said so, or could not be asked
};
export type FormPart =
  | { kind: 'heading' | 'subheading' | 'text' | 'caption'; text: string }
  | { kind: 'image'; source: string } // data: URL
  | {
      kind: 'input';
      name: string;
      label: string;
      input: 'text' | 'number' | 'email' | 'password' | 'phone' | 'passcode' | 'area' | 'date';
      required: boolean;
      value: string;
      helper?: string;
      problem?: string;
      shortest?: number; // characters
      longest?: number;
    }
  | {
      kind: 'choice';
      name: string;
      label: string;
      look: 'dropdown' | 'radio' | 'checkbox';
      required: boolean;
      value: string[]; // ids; at most one unless `checkbox`
      options: { id: string; title: string; description?: string; enabled: boolean }[];
      problem?: string;
    }
  | { kind: 'consent'; name: string; label: string; required: boolean; value: boolean }
  | { kind: 'unsupported'; type: string };
export type FormValues = Record<string, string | string[] | boolean>;
/** After a step: the next screen, or the customer's answer standing in the chat. */
export type FormStep = { form: FormView } | { answer: Bubble };

export type Chat = { phoneId: string; numberId: string; unread: number; last?: Bubble; typing: boolean };

export type PhoneState = {
  now: string;
  numbers: BusinessNumber[];
  phones: Phone[];
  chats: Chat[];
  knobs: KnobSettings;
};

export type PhoneEvent =
  | { event: 'bubble'; bubble: Bubble } // new or changed (ticks, reactions, answered)
  | { event: 'chat'; chat: Chat } // unread, typing
  | { event: 'phone'; phone: Phone }
  | { event: 'ledger'; entry: LedgerEntry } // new or answered
  | { event: 'knobs'; knobs: KnobSettings } // somebody turned one
  | { event: 'clock'; now: string } // it was put forward
  | { event: 'reset' }; // events were missed (the emulator restarted, or too long away): fetch the state again

/** What just went over the wire, readable: one call or webhook. */
export type LedgerEntry = {
  id: number;
  at: string;
  direction: 'to_business' | 'from_business'; // webhook, or Graph API call
  summary: string; // "messages · text “hi” from Ana"
  method: string;
  path: string;
  status: number | null; // answer; null while under way, and when there was none (`ms` is set then, `response` says why)
  ms: number | null;
  request: string; // pretty JSON, cut at 20,000 characters
  response: string;
  messageIds: string[]; // wamids it carried or made
  attempt?: number; // webhooks: the how manieth POST of it
  trouble?: string; // what a knob or a test did to it
};
