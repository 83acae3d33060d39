import { isJson, type Json, parseJson, said } from '../json.ts';

/** "messages · text “Hello” to +16505551234": one line for the ledger about a send, valid or not. */
export function sendSummary(body: Buffer): string {
  const send = parseJson(body.toString());
  if (!isJson(send)) return 'messages · not JSON';
  if (send.status === 'read') return `messages · read${send.typing_indicator ? ' and typing' : ''}`;
  const words = wordsOf(send);
  return `messages · ${said(send.type ?? 'text')}${words ? ` “${words}”` : ''} to ${said(send.to ?? send.recipient ?? 'nobody')}`;
}

function wordsOf(send: Json): string {
  const { text, interactive, template } = send;
  const body = isJson(interactive) ? interactive.body : undefined;
  const words = isJson(text) ? text.body : isJson(body) ? body.text : isJson(template) ? template.name : undefined;
  return typeof words === 'string' ? words.slice(0, 40) : '';
}
