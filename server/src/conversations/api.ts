import { z } from 'zod';

/**
 * The life of a message. Outbound: queued → sending → sent → delivered → read (→ played); it only moves up.
 * `in_doubt`: the provider's answer was lost, a status callback will tell. `held`: the channel must be mended first.
 * Inbound: `received`, or `parked` when it could not be handled and a person must look.
 */
export const MESSAGE_STATUSES = [
  'received',
  'parked',
  'queued',
  'sending',
  'in_doubt',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'expired',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** The life of a conversation at the desk. Whatever it is, a message of the customer opens it again. */
export const CONVERSATION_STATUSES = ['open', 'pending', 'snoozed', 'resolved'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

/** A file: `mediaId` is ours (GET /api/v1/media/:id), `providerMediaId` the channel's, `link` anywhere on the web. */
const FileRef = z.object({
  mediaId: z.uuid().optional(),
  providerMediaId: z.string().max(512).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  mimeType: z.string().max(256).optional(),
  sha256: z.string().max(128).optional(), // as the provider says it
  fileName: z.string().max(256).optional(),
});
export type FileRef = z.infer<typeof FileRef>;

const Header = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.enum(['image', 'video', 'document']), file: FileRef }),
]);
const framed = { header: Header.optional(), body: z.string(), footer: z.string().optional() };
const Option = z.object({ id: z.string(), title: z.string() });
const Row = z.object({ id: z.string(), title: z.string(), description: z.string().optional() });
const Person = z.object({
  name: z.object({
    formatted: z.string(),
    first: z.string().optional(),
    last: z.string().optional(),
    middle: z.string().optional(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
  }),
  phones: z
    .array(z.object({ phone: z.string(), waId: z.string().optional(), type: z.string().optional() }))
    .default([]),
  emails: z.array(z.object({ email: z.string(), type: z.string().optional() })).default([]),
  organization: z
    .object({ company: z.string().optional(), department: z.string().optional(), title: z.string().optional() })
    .optional(),
  urls: z.array(z.object({ url: z.string(), type: z.string().optional() })).default([]),
  addresses: z.array(z.record(z.string(), z.string())).default([]),
  birthday: z.string().optional(),
  vcard: z.string().optional(), // inbound only: how a card shared by hand came
});
const OrderedItem = z.object({
  retailerId: z.string(),
  quantity: z.number().int(),
  unitPrice: z.number(),
  currency: z.string(),
});
/** Parts of a template in the words of the platform; checked against the mirrored template before sending. */
export const TemplateComponent = z.object({
  type: z.enum(['header', 'body', 'button', 'carousel', 'limited_time_offer']),
  subType: z.string().optional(),
  index: z.number().int().optional(),
  parameters: z.array(z.record(z.string(), z.unknown())).default([]),
  cards: z.array(z.record(z.string(), z.unknown())).optional(),
});

/** What can be said either way. */
const TextContent = z.object({ type: z.literal('text'), body: z.string().min(1), previewUrl: z.boolean().optional() });
const ImageContent = z.object({ type: z.literal('image'), file: FileRef, caption: z.string().optional() });
const VideoContent = z.object({ type: z.literal('video'), file: FileRef, caption: z.string().optional() });
const AudioContent = z.object({ type: z.literal('audio'), file: FileRef, voice: z.boolean().optional() });
const DocumentContent = z.object({ type: z.literal('document'), file: FileRef, caption: z.string().optional() });
const StickerContent = z.object({ type: z.literal('sticker'), file: FileRef, animated: z.boolean().optional() });
const LocationContent = z.object({
  type: z.literal('location'),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().optional(),
  address: z.string().optional(),
  url: z.string().optional(),
});
const ContactsContent = z.object({
  type: z.literal('contacts'),
  contacts: z.array(Person).min(1),
  origin: z.string().optional(),
});
const ReactionContent = z.object({ type: z.literal('reaction'), to: z.string(), emoji: z.string() }); // '' takes it back

/** What a business can send. */
export const OutboundContent = z.discriminatedUnion('type', [
  TextContent,
  ImageContent,
  VideoContent,
  AudioContent,
  DocumentContent,
  StickerContent,
  LocationContent,
  ContactsContent,
  ReactionContent,
  z.object({ type: z.literal('buttons'), ...framed, buttons: z.array(Option) }),
  z.object({
    type: z.literal('list'),
    ...framed,
    button: z.string(),
    sections: z.array(z.object({ title: z.string().optional(), rows: z.array(Row) })),
  }),
  z.object({ type: z.literal('link'), ...framed, title: z.string(), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ type: z.literal('location_request'), body: z.string() }),
  z.object({ type: z.literal('contact_request'), body: z.string() }),
  z.object({
    type: z.literal('address_request'),
    body: z.string(),
    country: z.string(),
    values: z.record(z.string(), z.string()).default({}),
  }),
  z.object({
    type: z.literal('product'),
    body: z.string().optional(),
    footer: z.string().optional(),
    catalogId: z.string(),
    retailerId: z.string(),
  }),
  z.object({
    type: z.literal('product_list'),
    header: z.string(),
    body: z.string(),
    footer: z.string().optional(),
    catalogId: z.string(),
    sections: z.array(z.object({ title: z.string(), retailerIds: z.array(z.string()) })),
  }),
  z.object({
    type: z.literal('catalogue'),
    body: z.string(),
    footer: z.string().optional(),
    thumbnailRetailerId: z.string().optional(),
  }),
  z.object({
    type: z.literal('form'), // a WhatsApp Flow; "flow" is our own word for a conversation
    ...framed,
    title: z.string(),
    formId: z.string().optional(),
    formName: z.string().optional(),
    token: z.string().optional(),
    draft: z.boolean().optional(),
    screen: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  z.object({
    type: z.literal('carousel'),
    body: z.string(),
    cards: z.array(
      z.object({
        header: z.object({ type: z.enum(['image', 'video']), file: FileRef }),
        body: z.string().optional(),
        link: z.object({ title: z.string(), url: z.url({ protocol: /^https?$/ }) }).optional(),
        buttons: z.array(Option).optional(),
      }),
    ),
  }),
  z.object({ type: z.literal('call_permission_request'), body: z.string() }),
  z.object({ type: z.literal('call_button'), body: z.string(), title: z.string().optional() }),
  z.object({
    type: z.literal('order_details'),
    body: z.string(),
    header: Header.optional(),
    footer: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal('order_status'),
    body: z.string(),
    footer: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal('template'),
    name: z.string(),
    language: z.string(),
    components: z.array(TemplateComponent).default([]),
  }),
]);
export type OutboundContent = z.infer<typeof OutboundContent>;

/** What a customer can send. */
export const InboundContent = z.discriminatedUnion('type', [
  TextContent.extend({ body: z.string() }),
  ImageContent,
  VideoContent,
  AudioContent,
  DocumentContent,
  StickerContent,
  LocationContent,
  ContactsContent,
  ReactionContent,
  z.object({
    type: z.literal('choice'),
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
    of: z.enum(['button', 'list', 'template']),
  }),
  z.object({
    type: z.literal('form_reply'),
    name: z.string(),
    body: z.string().optional(),
    response: z.record(z.string(), z.unknown()),
  }),
  z.object({ type: z.literal('call_permission_reply'), accepted: z.boolean(), expiresAt: z.string().optional() }),
  z.object({
    type: z.literal('order'),
    catalogId: z.string(),
    text: z.string().optional(),
    items: z.array(OrderedItem),
  }),
  z.object({ type: z.literal('system'), kind: z.string(), body: z.string().optional() }),
  z.object({ type: z.literal('edit'), of: z.string(), content: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('revoke'), of: z.string() }),
  z.object({ type: z.literal('welcome_request') }),
  z.object({
    type: z.literal('unsupported'),
    kind: z.string().optional(),
    code: z.string().optional(),
    details: z.string().optional(),
  }),
  z.object({ type: z.literal('unknown'), kind: z.string(), raw: z.unknown() }), // a type we have not met yet, kept whole
  z.object({ type: z.literal('erased') }), // the customer deleted it for everyone
]);
export type InboundContent = z.infer<typeof InboundContent>;

export type Content = InboundContent | OutboundContent;

/** Where the customer came from, on the first message after an ad or a post. */
export const Referral = z.object({
  sourceType: z.string(),
  sourceId: z.string().optional(),
  sourceUrl: z.string().optional(),
  headline: z.string().optional(),
  body: z.string().optional(),
  clickId: z.string().optional(), // Meta's ctwa_clid
});
export type Referral = z.infer<typeof Referral>;

/** What is said: text or any content, and the template that says it when the service window is closed. */
export const saying = {
  text: z.string().min(1).max(4_096).optional().describe('A plain text; or `content` for everything else.'),
  content: OutboundContent.optional(),
  template: z
    .object({
      name: z.string().max(512),
      language: z.string().max(20).optional().describe('Absent: the one that suits this person best.'),
      components: TemplateComponent.array().default([]),
    })
    .optional()
    .describe('Sent when the service window is closed, instead of text or content; alone: sent anyway.'),
  quotes: z.string().max(512).optional().describe('Provider id of the message this one answers.'),
};

/** What must hold of `saying`, besides its shape. */
export const oneSaying = <
  Shape extends z.ZodType<{ text?: unknown; content?: { type: string } | undefined; template?: unknown }>,
>(
  shape: Shape,
) =>
  shape
    .refine(({ text, content }) => text === undefined || content === undefined, 'Give either text or content.')
    .refine(({ text, content, template }) => Boolean(text || content || template), 'Give text, content or template.')
    .refine(
      ({ content, template }) => content?.type !== 'template' || template === undefined,
      'The content is a template already; `template` is for what is free-form.',
    );
