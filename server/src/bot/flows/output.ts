import type { OutboundContent } from '../../conversations/api.ts';
import { fits, LIMITS, shorten, splitText } from './limits.ts';

export type PromptOption = { id: string; title: string; description?: string };

/** What waits for an answer, before it is known how its options are shown; without options it is a plain text. */
export type Prompt = {
  body: string;
  options: PromptOption[];
  show: 'auto' | 'buttons' | 'list' | 'numbers';
  label: string;
};

/** What a turn says: texts in order, and at its end the one prompt that waits for an answer. */
export type Output = { texts: string[]; prompt: Prompt | null };

export const emptyOutput = (): Output => ({ texts: [], prompt: null });

/** Later messages of a burst answer the prompts before them, so only what the last one leaves open is asked. */
export function joined(outputs: Output[]): Output {
  const spoken = outputs.filter(({ texts, prompt }) => texts.length > 0 || prompt);
  const texts = spoken.flatMap((output) => output.texts);
  return { texts: texts.filter((text, at) => texts.indexOf(text) === at), prompt: spoken.at(-1)?.prompt ?? null };
}

/** The messages that say it all within WhatsApp's limits: one, unless it is too long for one. */
export function contents({ texts, prompt }: Output): OutboundContent[] {
  const text = texts.join('\n\n');
  if (!prompt) return splitText(text, LIMITS.textBody).map((body) => ({ type: 'text', body }));

  const whole = [text, prompt.body].filter(Boolean).join('\n\n') || prompt.label; // the platform wants a body
  const kind = kindOf(prompt);
  if (kind === 'numbers') {
    const body = [whole, numbered(prompt.options)].filter(Boolean).join('\n\n');
    return splitText(body, LIMITS.textBody).map((body) => ({ type: 'text', body }));
  }
  const limit = kind === 'buttons' ? LIMITS.buttonsBody : LIMITS.listBody;
  if (fits(whole, limit)) return [interactive(kind, whole, prompt)];

  const pieces = splitText(prompt.body ? text : '', LIMITS.textBody); // the longer part goes ahead as text
  const bodies = splitText(prompt.body || text, limit);
  return [
    ...[...pieces, ...bodies.slice(0, -1)].map((body) => ({ type: 'text' as const, body })),
    interactive(kind, bodies.at(-1)!, prompt),
  ];
}

function kindOf({ options, show }: Prompt): 'buttons' | 'list' | 'numbers' {
  if (options.length === 0 || options.length > LIMITS.listRows || show === 'numbers') return 'numbers';
  if (show === 'list' || options.length > LIMITS.buttons) return 'list';
  return show === 'buttons' || options.every(({ title }) => fits(title, LIMITS.buttonTitle)) ? 'buttons' : 'list';
}

function interactive(kind: 'buttons' | 'list', body: string, { options, label }: Prompt): OutboundContent {
  const limit = kind === 'buttons' ? LIMITS.buttonTitle : LIMITS.rowTitle;
  const titles = distinct(
    options.map(({ title }) => shorten(title, limit)),
    limit,
  );
  if (kind === 'buttons')
    return { type: 'buttons', body, buttons: options.map(({ id }, at) => ({ id, title: titles[at]! })) };

  const rows = options.map(({ id, description }, at) => ({
    id,
    title: titles[at]!,
    ...(description ? { description: shorten(description, LIMITS.rowDescription) } : {}),
  }));
  return { type: 'list', body, button: shorten(label, LIMITS.listLabel), sections: [{ rows }] };
}

/** The platform refuses two buttons with one title; cutting may have made two alike. */
function distinct(titles: string[], limit: number): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const times = (seen.get(title) ?? 0) + 1;
    seen.set(title, times);
    return times === 1 ? title : `${shorten(title, limit - 2)} ${times}`;
  });
}

function numbered(options: PromptOption[]): string {
  return options
    .map(({ title, description }, at) => `${at + 1}. ${title}${description ? ` – ${description}` : ''}`)
    .join('\n');
}
