/** A template as somebody writes it; the platform's components are made of it and read into it. */
export type TemplateDraft = {
  header: string;
  body: string;
  footer: string;
  buttons: DraftButton[];
  /** An example for each hole of the body, and one for the header's: the review wants to see them. */
  samples: string[];
  headerSample: string;
  /** A header of another kind, or parts this editor does not write; they stay as they are. */
  others: Record<string, unknown>[];
};
export type DraftButton = { kind: 'QUICK_REPLY' | 'URL' | 'PHONE_NUMBER'; text: string; value: string };

/** @see WhatsApp Business Platform, "Template components" */
export const LIMITS = {
  name: 512,
  header: 60,
  body: 1_024,
  footer: 60,
  button: 25,
  url: 2_000,
  phone: 20,
  buttons: 10,
};

export const EMPTY: TemplateDraft = {
  header: '',
  body: '',
  footer: '',
  buttons: [],
  samples: [],
  headerSample: '',
  others: [],
};

/** How many holes a text has: the highest of {{1}}, {{2}} … */
export function holesIn(text: string): number {
  return Math.max(0, ...[...text.matchAll(/\{\{(\d{1,2})\}\}/g)].map(([, number]) => Number(number)));
}

/** The text with its examples in the holes, as a customer would read it. */
export const filled = (text: string, samples: readonly string[]): string =>
  text.replace(/\{\{(\d{1,2})\}\}/g, (hole, number: string) => samples[Number(number) - 1] || hole);

/** What is still wrong with a draft, as keys of words. */
export function problemsOf({ header, body, samples, headerSample, buttons }: TemplateDraft): string[] {
  const holes = holesIn(body);
  const numbers = new Set([...body.matchAll(/\{\{(\d{1,2})\}\}/g)].map(([, number]) => Number(number)));
  return [
    body.trim() === '' && 'body-missing',
    numbers.size !== holes && 'holes-skip',
    /^\s*\{\{|\}\}\s*$/.test(body) && 'holes-at-edge',
    Array.from({ length: holes }, (_, n) => samples[n] ?? '').some((sample) => sample.trim() === '') &&
      'samples-missing',
    holesIn(header) > 1 && 'header-holes',
    holesIn(header) === 1 && headerSample.trim() === '' && 'samples-missing',
    buttons.some(({ kind, text, value }) => text.trim() === '' || (kind !== 'QUICK_REPLY' && value.trim() === '')) &&
      'button-empty',
  ].filter((problem, at, all): problem is string => typeof problem === 'string' && all.indexOf(problem) === at);
}

/** The draft in the words of the platform. */
export function componentsOf(draft: TemplateDraft): Record<string, unknown>[] {
  const { header, body, footer, buttons, others, headerSample } = draft;
  const samples = draft.samples.slice(0, holesIn(body));
  return [
    ...others.filter(({ type }) => type === 'HEADER'),
    ...(header.trim()
      ? [
          {
            type: 'HEADER',
            format: 'TEXT',
            text: header.trim(),
            ...(holesIn(header) > 0 ? { example: { header_text: [headerSample] } } : {}),
          },
        ]
      : []),
    { type: 'BODY', text: body.trim(), ...(samples.length > 0 ? { example: { body_text: [samples] } } : {}) },
    ...(footer.trim() ? [{ type: 'FOOTER', text: footer.trim() }] : []),
    ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons: buttons.map(buttonOf) }] : []),
    ...others.filter(({ type }) => type !== 'HEADER'),
  ];
}

function buttonOf({ kind, text, value }: DraftButton): Record<string, unknown> {
  if (kind === 'URL') return { type: 'URL', text, url: value };
  if (kind === 'PHONE_NUMBER') return { type: 'PHONE_NUMBER', text, phone_number: value };
  return { type: 'QUICK_REPLY', text };
}

/** Reads the platform's components; what this editor cannot write is kept aside. */
export function draftOf(components: readonly unknown[]): TemplateDraft {
  const draft: TemplateDraft = { ...EMPTY, buttons: [], samples: [], others: [] };
  for (const component of components) {
    if (!isRecord(component)) continue;
    const { type, format, text } = component;
    if (type === 'BODY' && typeof text === 'string') {
      draft.body = text;
      draft.samples = examplesOf(component, 'body_text');
    } else if (type === 'HEADER' && format === 'TEXT' && typeof text === 'string') {
      draft.header = text;
      draft.headerSample = examplesOf(component, 'header_text')[0] ?? '';
    } else if (type === 'FOOTER' && typeof text === 'string') draft.footer = text;
    else if (type === 'BUTTONS' && Array.isArray(component.buttons) && component.buttons.every(isSimple))
      draft.buttons = component.buttons.filter(isRecord).map(readButton);
    else draft.others.push(component);
  }
  return draft;
}

function examplesOf({ example }: Record<string, unknown>, name: string): string[] {
  const given = isRecord(example) ? example[name] : undefined;
  const list = Array.isArray(given) && Array.isArray(given[0]) ? given[0] : given;
  return Array.isArray(list) ? list.map(String) : [];
}

function readButton(button: Record<string, unknown>): DraftButton {
  const text = String(button.text ?? '');
  if (button.type === 'URL') return { kind: 'URL', text, value: String(button.url ?? '') };
  if (button.type === 'PHONE_NUMBER') return { kind: 'PHONE_NUMBER', text, value: String(button.phone_number ?? '') };
  return { kind: 'QUICK_REPLY', text, value: '' };
}

/** A link with a hole in it needs an example of its own: it stays as it is. */
const isSimple = (button: unknown): boolean =>
  isRecord(button) &&
  (button.type === 'QUICK_REPLY' ||
    button.type === 'PHONE_NUMBER' ||
    (button.type === 'URL' && !String(button.url).includes('{{')));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
