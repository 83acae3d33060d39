import { createHmac } from 'node:crypto';

/** What Meta signs is what it sends: non-ASCII as lowercase `\uXXXX`, `/` as `\/`. @see Webhooks, Validating payloads */
export function toWire(value: unknown): string {
  const json = JSON.stringify(value);
  return NEEDS_ESCAPE.test(json) ? json.replace(ESCAPED, escaped) : json;
}

const NEEDS_ESCAPE = /[/\u0080-\uffff]/;
const ESCAPED = /[/\u0080-\uffff]/g;

function escaped(character: string): string {
  return character === '/' ? '\\/' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The `X-Hub-Signature-256` header for these exact bytes. */
export function sign(body: string | Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}
