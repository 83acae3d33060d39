import { z } from 'zod';
import type { NewPhone, PhoneMessage, PhoneSettings } from '../phone-api.ts';
import { Refusal } from './refusal.ts';

const NewPhoneBody = z.object({ name: z.string().max(100), number: z.string().max(30).optional() });

const SettingsBody = z.object({
  readReceipts: z.boolean().optional(),
  online: z.boolean().optional(),
  blocked: z.array(z.string()).max(100).optional(),
  stopsMarketing: z.array(z.string()).max(100).optional(),
  username: z.string().max(100).optional(),
  hidesNumber: z.boolean().optional(),
  number: z.string().max(30).optional(),
});

const quotes = z.string().optional();
const caption = z.string().optional();

const MessageBody = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), body: z.string(), quotes }),
  z.object({ type: z.literal('choice'), bubbleId: z.string(), choiceId: z.string() }),
  z.object({ type: z.enum(['image', 'video', 'document', 'sticker']), mediaId: z.string(), caption, quotes }),
  z.object({ type: z.literal('audio'), mediaId: z.string(), voice: z.boolean(), quotes }),
  z.object({
    type: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().max(1000).optional(),
    address: z.string().max(1000).optional(),
    quotes,
  }),
  z.object({
    type: z.literal('contacts'),
    contacts: z
      .array(z.object({ name: z.string().min(1).max(500), phones: z.array(z.string().max(40)).max(20) }))
      .max(50),
    quotes,
  }),
  z.object({ type: z.literal('reaction'), bubbleId: z.string(), emoji: z.string().max(40) }),
  z.object({ type: z.literal('edit'), bubbleId: z.string(), body: z.string() }),
  z.object({ type: z.literal('revoke'), bubbleId: z.string() }),
  z.object({
    type: z.literal('order'),
    bubbleId: z.string(),
    items: z.array(z.object({ retailerId: z.string(), quantity: z.number() })).max(100),
    text: z.string().max(1000).optional(),
  }),
]);

export const readNewPhone = (body: unknown): NewPhone => read(NewPhoneBody, body);
export const readSettings = (body: unknown): PhoneSettings => read(SettingsBody, body);
const BubbleBody = z.object({ bubbleId: z.string() });
const FormBody = z.record(z.string(), z.union([z.string().max(10_000), z.array(z.string()).max(1_000), z.boolean()]));

export const readBubble = (body: unknown) => read(BubbleBody, body);
export const readFormValues = (body: unknown) => read(FormBody, body);
export const readPhoneMessage = (body: unknown): PhoneMessage => read(MessageBody, body);

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Refusal(400, `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'not understood'}`);
}
