import type { ContentOf } from './shapes.ts';

type Sent = ContentOf<'template'>['components'];
/** What has to be filled in before a template can be sent. @see GET /api/v1/templates, slots */
export type Slot = { place: string; name: string; kind: string; required: boolean; example?: string | undefined };
export type TemplatePreview = { header: string | null; body: string; footer: string | null; buttons: string[] };

/** How a template reads with what is filled in; a variable without a value stays to be seen. */
export function previewTemplate(components: readonly unknown[], sent: Sent): TemplatePreview {
  const preview: TemplatePreview = { header: null, body: '', footer: null, buttons: [] };
  for (const part of components) {
    if (!isRecord(part)) continue;
    const text = typeof part.text === 'string' ? part.text : '';
    if (part.type === 'HEADER') preview.header = text ? filled(text, 'header', sent) : null;
    if (part.type === 'BODY') preview.body = filled(text, 'body', sent);
    if (part.type === 'FOOTER') preview.footer = text;
    if (part.type === 'BUTTONS' && Array.isArray(part.buttons))
      preview.buttons = part.buttons.flatMap((button) =>
        isRecord(button) && typeof button.text === 'string' ? [button.text] : [],
      );
  }
  return preview;
}

function filled(text: string, place: 'header' | 'body', sent: Sent): string {
  const given = sent.find(({ type }) => type === place)?.parameters ?? [];
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => {
    const value = given.find((one) => one.parameter_name === name) ?? given[Number(name) - 1];
    return typeof value?.text === 'string' && value.text !== '' ? value.text : whole;
  });
}

/** What was typed into the slots, as the platform wants it. Slots left empty are left out. */
export function componentsOf(
  slots: readonly Slot[],
  values: Readonly<Record<string, string>>,
  format: 'POSITIONAL' | 'NAMED',
): Sent {
  const parts = new Map<string, Sent[number]>();
  for (const slot of slots) {
    const value = values[slotKey(slot)]?.trim();
    if (!value) continue;
    const part = parts.get(slot.place) ?? emptyPart(slot);
    part.parameters.push(parameterOf(slot, value, format));
    parts.set(slot.place, part);
  }
  return [...parts.values()];
}

export const slotKey = ({ place, name }: Slot): string => `${place}/${name}`;

/** Whether every slot that must be filled in is. */
export const isComplete = (slots: readonly Slot[], values: Readonly<Record<string, string>>): boolean =>
  slots.every((slot) => !slot.required || Boolean(values[slotKey(slot)]?.trim()));

/** What can be typed: the payload of a button is for programs, and what it says is in the template. */
export const slotsToFill = (slots: readonly Slot[]): Slot[] => slots.filter(isLine);

/** Cards and places need more than a line of text: those templates are sent from their own page. */
export const canFillHere = (slots: readonly Slot[]): boolean =>
  slots.every((slot) => isLine(slot) || (!slot.required && !slot.place.startsWith('cards')));

const LINES = ['text', 'url', 'code', 'image', 'video', 'document'];
const isLine = ({ place, kind }: Slot): boolean => !place.startsWith('cards') && LINES.includes(kind);

function emptyPart({ place, kind }: Slot): Sent[number] {
  const [type, index] = place.split('.');
  if (type !== 'buttons') return { type: type === 'header' ? 'header' : 'body', parameters: [] };
  return { type: 'button', subType: kind === 'code' ? 'copy_code' : 'url', index: Number(index ?? 0), parameters: [] };
}

function parameterOf(
  { name, kind, place }: Slot,
  value: string,
  format: 'POSITIONAL' | 'NAMED',
): Record<string, unknown> {
  if (kind === 'code' && place.startsWith('buttons')) return { type: 'coupon_code', coupon_code: value };
  if (kind === 'image' || kind === 'video' || kind === 'document') return { type: kind, [kind]: { link: value } };
  return {
    type: 'text',
    ...(format === 'NAMED' && !place.startsWith('buttons') ? { parameter_name: name } : {}),
    text: value,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
