import { isJson, type Json, numeric, said } from '../json.ts';
import type { FormPart, FormValues } from '../phone-api.ts';
import { componentsOf, filledObject, type Scope } from './flow-json.ts';

type Input = Extract<FormPart, { kind: 'input' }>;
type Choice = Extract<FormPart, { kind: 'choice' }>;

const TEXTS: Record<string, 'heading' | 'subheading' | 'text' | 'caption'> = {
  TextHeading: 'heading',
  TextSubheading: 'subheading',
  TextBody: 'text',
  TextCaption: 'caption',
  RichText: 'text',
};
const LOOKS: Record<string, Choice['look']> = {
  Dropdown: 'dropdown',
  RadioButtonsGroup: 'radio',
  CheckboxGroup: 'checkbox',
  ChipsSelector: 'checkbox',
};
const INPUTS: Input['input'][] = ['text', 'number', 'email', 'password', 'phone', 'passcode'];

/** What a screen shows, from top to bottom, without its footer. `values` are the customer's own, `problems` by field. */
export function partsOf(screen: Json, scope: Scope, values: FormValues, problems: Record<string, string>): FormPart[] {
  return componentsOf(screen, scope).flatMap((component): FormPart[] => {
    const { type, ...rest } = component;
    if (typeof type !== 'string' || type === 'Footer') return [];
    return [withProblem(partOf(type, filledObject(rest, scope), values), problems)];
  });
}

/** @returns what is wrong with each field that was left out or is not what it asks for. */
export function problemsIn(parts: FormPart[], values: FormValues): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const part of parts) {
    const problem = 'name' in part ? problemOf(part, values[part.name]) : null;
    if (problem && 'name' in part) problems[part.name] = problem;
  }
  return problems;
}

/** The values of a screen's own fields, as references to its form see them. */
export function formOf(parts: FormPart[], values: FormValues): Json {
  const form: Json = {};
  for (const part of parts) {
    if (!('name' in part)) continue;
    const value = values[part.name] ?? part.value;
    form[part.name] =
      part.kind === 'choice' && part.look !== 'checkbox' && Array.isArray(value) ? (value[0] ?? '') : value;
  }
  return form;
}

function partOf(type: string, given: Json, values: FormValues): FormPart {
  const kind = Object.hasOwn(TEXTS, type) ? TEXTS[type] : undefined;
  if (kind) return { kind, text: Array.isArray(given.text) ? given.text.map(said).join('\n') : said(given.text ?? '') };
  const look = Object.hasOwn(LOOKS, type) ? LOOKS[type] : undefined;
  if (look) return choice(look, given, values);
  switch (type) {
    case 'TextInput':
      return input(INPUTS.find((one) => one === given['input-type']) ?? 'text', given, values);
    case 'TextArea':
      return input('area', given, values);
    case 'DatePicker':
    case 'CalendarPicker':
      return input('date', given, values);
    case 'OptIn': {
      const name = said(given.name);
      const value = values[name] === true || (values[name] === undefined && given['init-value'] === true);
      return { kind: 'consent', name, label: said(given.label ?? ''), required: given.required === true, value };
    }
    case 'Image':
      return { kind: 'image', source: pictureIn(said(given.src ?? '')) };
  }
  return { kind: 'unsupported', type };
}

function input(kind: Input['input'], given: Json, values: FormValues): Input {
  const name = said(given.name);
  const shortest = numeric(given['min-chars']);
  const longest = numeric(given['max-chars'] ?? given['max-length']);
  return {
    kind: 'input',
    name,
    label: said(given.label ?? ''),
    input: kind,
    required: given.required === true,
    value: said(values[name] ?? given['init-value'] ?? ''),
    ...(typeof given['helper-text'] === 'string' ? { helper: given['helper-text'] } : {}),
    ...(typeof given['error-message'] === 'string' ? { problem: given['error-message'] } : {}),
    ...(shortest > 0 ? { shortest } : {}),
    ...(longest > 0 ? { longest } : {}),
  };
}

function choice(look: Choice['look'], given: Json, values: FormValues): Choice {
  const name = said(given.name);
  const options = Array.isArray(given['data-source']) ? given['data-source'].filter(isJson) : [];
  const chosen = values[name] ?? given['init-value'] ?? [];
  return {
    kind: 'choice',
    name,
    label: said(given.label ?? ''),
    look,
    required: given.required === true,
    value: (Array.isArray(chosen) ? chosen : [chosen]).map(said).filter(Boolean),
    options: options.map(({ id, title, description, enabled }) => ({
      id: said(id),
      title: said(title ?? id),
      ...(typeof description === 'string' ? { description } : {}),
      enabled: enabled !== false,
    })),
  };
}

function problemOf(part: Exclude<FormPart, { kind: 'image' }>, value: FormValues[string] | undefined): string | null {
  switch (part.kind) {
    case 'consent':
      return part.required && value !== true ? 'Agree to go on.' : null;
    case 'choice': {
      const chosen = Array.isArray(value) ? value : typeof value === 'string' && value ? [value] : [];
      if (part.required && chosen.length === 0) return 'Choose one.';
      return chosen.every((id) => part.options.some((option) => option.id === id && option.enabled))
        ? null
        : 'Choose from the list.';
    }
    case 'input':
      return inputProblem(part, typeof value === 'string' ? value.trim() : '');
  }
  return null;
}

function inputProblem(part: Input, text: string): string | null {
  if (!text) return part.required ? 'Fill this in.' : null;
  const length = [...text].length;
  if (part.shortest !== undefined && length < part.shortest) return `At least ${part.shortest} characters.`;
  if (part.longest !== undefined && length > part.longest) return `At most ${part.longest} characters.`;
  if (part.input === 'email' && !/^\S+@\S+\.\S+$/.test(text)) return 'Write an e-mail address.';
  if (part.input === 'number' && !Number.isFinite(Number(text))) return 'Write a number.';
  if (part.input === 'phone' && !/^\+?[\d\s().-]{5,}$/.test(text)) return 'Write a phone number.';
  if (part.input === 'date' && Number.isNaN(Date.parse(text))) return 'Write a day.';
  return null;
}

function withProblem(part: FormPart, problems: Record<string, string>): FormPart {
  if (part.kind !== 'input' && part.kind !== 'choice') return part;
  const problem = problems[part.name];
  return problem === undefined ? part : { ...part, problem };
}

/** Flow JSON carries pictures as bare base64; anything else is not fetched. */
function pictureIn(source: string): string {
  if (/^data:image\/(png|jpeg|webp);base64,/.test(source)) return source;
  return /^[A-Za-z0-9+/=\s]+$/.test(source)
    ? `data:image/${source.startsWith('/9j/') ? 'jpeg' : 'png'};base64,${source}`
    : '';
}
