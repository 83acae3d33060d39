import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { cannedRepliesOf, colleaguesOf } from '../calls.ts';
import { fittingReplies, mentionQuery, slashQuery } from '../model/canned.ts';
import { withMentions } from '../model/mentions.ts';
import type { Row } from '../model/shapes.ts';
import type { Mode } from './composer.tsx';
import type { Suggestion } from './suggestions.tsx';

type Options = { row: Row; mode: Mode; text: string; put: (words: string, from: number, to: number) => void };
type Asked = { from: number; to: number; query: string };

/** Canned replies after a slash, colleagues after an at sign; arrows choose, Enter or Tab takes. */
export function useSuggestions({ row, mode, text, put }: Options) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { person } = useMe();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [at, setAt] = useState(0);
  const isNote = mode === 'note';
  const { data: replies = [], isSuccess } = useQuery({
    ...cannedRepliesOf(business, row.id),
    enabled: asked !== null && !isNote,
  });
  const { data: colleagues = [] } = useQuery({ ...colleaguesOf(business), enabled: isNote });

  const items: Suggestion[] =
    asked === null
      ? []
      : isNote
        ? colleagues
            .filter(({ name, id }) => id !== person?.id && name.toLowerCase().includes(asked.query))
            .map(({ id, name, state }) => ({ id, title: name, text: t(`inbox.presence.${state}`) }))
        : fittingReplies(replies, asked.query, row.contact.language).map(({ id, shortcut, title, text: words }) => ({
            id,
            title: `/${shortcut} · ${title}`,
            text: words,
          }));

  const look = (value: string, caret: number) => {
    const query = isNote ? mentionQuery(value, caret) : slashQuery(value, caret);
    setAsked(query && { ...query, to: caret });
    setAt(0);
  };
  const close = () => setAsked(null);
  const pick = (id: string) => {
    if (!asked) return;
    const reply = replies.find((one) => one.id === id);
    const colleague = colleagues.find((one) => one.id === id);
    if (isNote && colleague) put(`@${colleague.name} `, asked.from, asked.to);
    else if (reply) put(reply.text, asked.from, asked.to);
    close();
  };

  return {
    items,
    /** A slash was typed, and no reply goes with it. */
    findsNothing: asked !== null && !isNote && isSuccess && items.length === 0,
    at: Math.min(at, Math.max(0, items.length - 1)),
    look,
    close,
    pick,
    /** By a button: writes the slash that asks for all of them. */
    open: (putHere: (words: string) => void) => {
      const from = text.length === 0 || /\s$/.test(text) ? text.length : text.length + 1;
      putHere(from === text.length ? '/' : ' /');
      setAsked({ from, to: from + 1, query: '' });
      setAt(0);
    },
    /** The names of colleagues in a note, as the server wants them. */
    withMentions: (body: string) => withMentions(body, colleagues),
    onKeyDown: (event: KeyboardEvent): boolean => {
      if (items.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step !== undefined) setAt((before) => (before + step + items.length) % items.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(items[Math.min(at, items.length - 1)]!.id);
      else if (event.key === 'Escape') close();
      else return false;
      event.preventDefault();
      return true;
    },
  };
}
