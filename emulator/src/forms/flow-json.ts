import { isJson, type Json, said } from '../json.ts';

/** One screen of a Flow JSON, with what fills its references. @see WhatsApp Business Platform, Flows, Flow JSON */
export type Scope = {
  data: Json; // what the screen was given
  form: Json; // what stands in its fields
  screens: Record<string, { data: Json; form: Json }>; // those before it
};

const WHOLE = /^\$\{([\w.-]+)\}$/;
const INSIDE = /\$\{([\w.-]+)\}/g;

export function screenOf(flowJson: Json, id: string): Json | undefined {
  return screensOf(flowJson).find((screen) => screen.id === id);
}

export function screensOf({ screens }: Json): Json[] {
  return Array.isArray(screens) ? screens.filter(isJson) : [];
}

/** The components of a screen in order, out of forms and conditions. */
export function componentsOf(screen: Json, scope: Scope): Json[] {
  return isJson(screen.layout) ? flattened(screen.layout.children, scope) : [];
}

/** Fills `${data.x}`, `${form.x}` and `${screen.S.form.x}` in anything made of JSON. */
export function filled(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    const [, path] = WHOLE.exec(value) ?? [];
    if (path !== undefined) return lookUp(path, scope);
    return value.replace(INSIDE, (_, inner: string) => said(lookUp(inner, scope) ?? ''));
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, scope));
  return isJson(value) ? filledObject(value, scope) : value;
}

export function filledObject(value: Json, scope: Scope): Json {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, scope)]));
}

function flattened(children: unknown, scope: Scope): Json[] {
  if (!Array.isArray(children)) return [];
  return children.filter(isJson).flatMap((child) => {
    if (filled(child.visible, scope) === false) return [];
    if (child.type === 'Form') return flattened(child.children, scope);
    if (child.type === 'If') return flattened(isTrue(child.condition, scope) ? child.then : child.else, scope);
    if (child.type === 'Switch') return flattened(caseOf(child, scope), scope);
    return [child];
  });
}

/** A reference, or its opposite; comparisons inside conditions are taken as true. */
function isTrue(condition: unknown, scope: Scope): boolean {
  if (typeof condition !== 'string') return condition === true;
  const negated = condition.trim().startsWith('!');
  const [, path] = WHOLE.exec(condition.replace(/^\s*!?\(?|\)?\s*$/g, '')) ?? [];
  if (path === undefined) return true;
  return Boolean(lookUp(path, scope)) !== negated;
}

function caseOf(child: Json, scope: Scope): unknown {
  const value = said(filled(child.value, scope));
  return isJson(child.cases) ? (child.cases[value] ?? child.cases.default) : [];
}

function lookUp(path: string, scope: Scope): unknown {
  const [root = '', ...keys] = path.split('.');
  if (root === 'data') return at(scope.data, keys);
  if (root === 'form') return at(scope.form, keys);
  if (root !== 'screen') return undefined;
  const [screen = '', part, ...rest] = keys;
  const other = scope.screens[screen];
  if (!other) return undefined;
  return at(part === 'form' ? other.form : other.data, rest);
}

function at(value: unknown, keys: string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value);
}
