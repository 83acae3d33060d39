import type { OutboundContent } from '../../conversations/api.ts';
import { bodyOf, optionsOf } from './talking.ts';
import type { Said } from './transcript.ts';

/** Why a message is not what a transcript wants; null when it is. */
export function whyNot(reply: OutboundContent | undefined, wanted: Said): string | null {
  if (!reply) return 'the bot said nothing';
  const text = bodyOf(reply);
  const titles = optionsOf(reply).map(({ title }) => title);
  const said = `; the bot said ${described(reply)}`;
  for (const part of listOf(wanted.says)) if (!text.includes(part)) return `expected "${part}"${said}`;
  for (const part of listOf(wanted.never)) if (text.includes(part)) return `did not expect "${part}"${said}`;
  if (wanted.exactly !== undefined && wanted.exactly.trim() !== text.trim())
    return `expected exactly "${wanted.exactly}"${said}`;
  if (wanted.options && wanted.options.join('|') !== titles.join('|'))
    return `expected the options ${wanted.options.join(', ')}${said}`;
  if (wanted.as && wanted.as !== reply.type) return `expected ${wanted.as}${said}`;
  return null;
}

/** What a step of a transcript wants the bot to say, written out. */
export const wantedOf = (bot: string | string[] | Said): Said =>
  typeof bot === 'string' || Array.isArray(bot) ? { says: bot } : bot;

export function described(content: OutboundContent): string {
  const titles = optionsOf(content).map(({ title }) => title);
  return JSON.stringify(bodyOf(content)) + (titles.length > 0 ? ` with ${content.type} ${titles.join(' | ')}` : '');
}

/** Why a value is not the one that was wanted; null when it is. */
export const expected = (actual: unknown, wanted: unknown, what: string): string | null =>
  actual === wanted ? null : `expected ${what} to be ${JSON.stringify(wanted)}, it is ${JSON.stringify(actual)}`;

const listOf = (text: string | string[] | undefined): string[] =>
  text === undefined ? [] : typeof text === 'string' ? [text] : text;
