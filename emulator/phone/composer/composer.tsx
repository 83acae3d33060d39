import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Bubble } from '../../src/phone-api.ts';
import { useConversation } from '../conversation/context.tsx';
import { chatKey, type Draft } from '../store/state.ts';
import { summaryOf } from '../text/summary.ts';
import { useSelect, useVerbs } from '../ui/app-context.tsx';
import { Icon } from '../ui/icon.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { Recorder } from './recorder.tsx';
import './composer.css';

const LONGEST_TEXT = 4096; // @see WhatsApp Business Platform, Messages, "Text messages"
const emptyDraft: Draft = { text: '' };

type Props = { quoted: Bubble | undefined; edited: Bubble | undefined; blocked: boolean };

/** Where the customer writes. Enter sends, Shift+Enter begins a new line. */
export function Composer({ quoted, edited, blocked }: Props) {
  const { chat, send, open, quote } = useConversation();
  const verbs = useVerbs();
  const draft = useSelect((state) => state.drafts[chatKey(chat)]) ?? emptyDraft;
  const field = useRef<HTMLTextAreaElement>(null);
  const [emojiOpen, setEmojiOpen] = useState(false);
  const [recording, setRecording] = useState(false);
  useGrowing(field, draft.text);
  useFocusFor(field, draft.quoting ?? draft.editing);

  const write = (text: string) => verbs.draft(chat, { ...draft, text });
  const sendText = () => {
    const body = draft.text.trim();
    if (!body) return;
    if (draft.editing) void verbs.correct(chat, { type: 'edit', bubbleId: draft.editing, body });
    else send({ type: 'text', body, quotes: draft.quoting });
    verbs.draft(chat, emptyDraft);
    field.current?.focus();
  };
  const insert = (emoji: string) => {
    const { selectionStart = draft.text.length, selectionEnd = draft.text.length } = field.current ?? {};
    write(draft.text.slice(0, selectionStart) + emoji + draft.text.slice(selectionEnd));
    const caret = selectionStart + emoji.length;
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret));
  };

  if (blocked) return <Blocked />;
  if (recording) return <Recorder quotes={draft.quoting} onDone={() => setRecording(false)} />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape reaches it from the controls inside
    <div
      className="composer"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        if (emojiOpen) setEmojiOpen(false);
        else if (draft.editing) verbs.draft(chat, emptyDraft);
        else return;
        field.current?.focus();
      }}
    >
      {quoted && <Quoted bubble={quoted} onCancel={() => quote(undefined)} />}
      {edited && <Edited bubble={edited} onCancel={() => verbs.draft(chat, emptyDraft)} />}
      <div className="composer-row">
        <div className="composer-field">
          <button
            type="button"
            className="round"
            aria-label="Emoji"
            aria-expanded={emojiOpen}
            onClick={() => setEmojiOpen(!emojiOpen)}
          >
            <Icon name="emoji" />
          </button>
          <textarea
            ref={field}
            rows={1}
            aria-label="Message"
            placeholder="Message"
            maxLength={LONGEST_TEXT}
            value={draft.text}
            dir="auto"
            enterKeyHint="send"
            onChange={({ target }) => write(target.value)}
            onFocus={() => setEmojiOpen(false)}
            onPaste={(event) => {
              const file = event.clipboardData.files[0];
              if (!file) return;
              event.preventDefault();
              open({ kind: 'file', file, as: 'media' });
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              sendText();
            }}
          />
          <button
            type="button"
            className="round"
            aria-label="Attach"
            aria-haspopup="dialog"
            onClick={() => open({ kind: 'attach' })}
          >
            <Icon name="plus" />
          </button>
        </div>
        {draft.text.trim() ? (
          <button type="button" className="round main" aria-label="Send" onClick={sendText}>
            <Icon name="send" />
          </button>
        ) : (
          <button
            type="button"
            className="round main"
            aria-label="Record voice message"
            onClick={() => setRecording(true)}
          >
            <Icon name="mic" />
          </button>
        )}
      </div>
      {emojiOpen && <EmojiPicker onPick={insert} />}
    </div>
  );
}

function Quoted({ bubble, onCancel }: Strip) {
  const { businessName } = useConversation();
  const who = bubble.from === 'customer' ? 'You' : businessName;
  return <AboveField bubble={bubble} title={who} cancel="Do not quote" onCancel={onCancel} />;
}

const Edited = (strip: Strip) => <AboveField {...strip} title="Edit message" cancel="Do not edit" />;

type Strip = { bubble: Bubble; onCancel(): void };

/** The message that what is being written is about. */
function AboveField({ bubble, title, cancel, onCancel }: Strip & { title: string; cancel: string }) {
  return (
    <div className={`quote quoting quote-${bubble.from}`}>
      <span>
        <b>{title}</b>
        <span className="quote-words" dir="auto">
          {summaryOf(bubble.content)}
        </span>
      </span>
      <button type="button" className="round" aria-label={cancel} onClick={onCancel}>
        <Icon name="close" size={20} />
      </button>
    </div>
  );
}

function Blocked() {
  const { open, businessName } = useConversation();
  return (
    <div className="composer composer-blocked">
      You blocked {businessName}.
      <button type="button" className="link" onClick={() => open({ kind: 'business' })}>
        Unblock
      </button>
    </div>
  );
}

/** The field is as high as its text, up to what its style allows. */
function useGrowing(field: React.RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [field, text]);
}

function useFocusFor(field: React.RefObject<HTMLTextAreaElement | null>, bubbleId: string | undefined): void {
  useEffect(() => {
    if (bubbleId) field.current?.focus();
  }, [field, bubbleId]);
}
