import { Button, Textarea } from '@mantine/core';
import { IconMicrophone, IconPaperclip, IconSend, IconSlash } from '@tabler/icons-react';
import {
  type ChangeEvent,
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { addNote } from '../calls.ts';
import { replaced, unfilled } from '../model/canned.ts';
import { serviceWindow } from '../model/service-window.ts';
import type { Message, Row, Sendable } from '../model/shapes.ts';
import { AiMenu } from './ai-menu.tsx';
import { AttachmentStrip } from './attachment-strip.tsx';
import css from './composer.module.css';
import { MoreMenu } from './more-menu.tsx';
import { QuoteStrip } from './quote-strip.tsx';
import { Suggestions } from './suggestions.tsx';
import { EmojiTool, Tool } from './tools.tsx';
import { fileMessage } from './upload.ts';
import { useAttachments } from './use-attachments.ts';
import { useDraft } from './use-draft.ts';
import { useSuggestions } from './use-suggestions.ts';
import { voiceWay } from './voice-way.ts';
import { WindowClosed, WindowSign } from './window-sign.tsx';

const VoiceRecorder = lazy(() => import('./voice.tsx').then(({ VoiceRecorder }) => ({ default: VoiceRecorder })));

/** @see WhatsApp Business Platform, Messages, "Text messages" */
const LONGEST_TEXT = 4_096;

export type Mode = 'reply' | 'note';
type Props = {
  row: Row;
  mode: Mode;
  onMode: (mode: Mode) => void;
  quote: Message | null;
  onQuote: (message: Message | null) => void;
  onSend: (content: Sendable, quotes: string | null) => void;
  onTyping: (isTyping: boolean) => void;
  onTemplate: () => void;
  field: RefObject<HTMLTextAreaElement | null>;
};

/** Where one writes: to the customer, or a note only the team sees. */
export function Composer(props: Props) {
  const { row, mode, onMode, quote, onQuote, onSend, onTyping, onTemplate, field } = props;
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { person } = useMe();
  const now = useNow();
  const window = serviceWindow(row.serviceWindowClosesAt, now);
  const [text, setText] = useDraft(business, row.id, mode);
  const [isOver, setOver] = useState(false);
  const [isRecording, setRecording] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const files = useAttachments();
  const isNote = mode === 'note';
  const isClosed = !isNote && window.state === 'closed';

  const put = (words: string, from: number, to: number) => {
    const next = replaced(text, from, to, words);
    setText(next.text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const putHere = (words: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    put(words, selectionStart, selectionEnd);
  };
  const suggestions = useSuggestions({ row, mode, text, put });

  const note = useWrite({ write: (body: string) => addNote(row.id, body), touches: ['entries'] });
  const missing = isNote ? [] : unfilled(text);
  const ready = files.all.filter(({ state }) => state === 'ready');
  const isUploading = files.all.some(({ state }) => state === 'uploading');
  const isSendable = isNote
    ? text.trim() !== '' && !note.isPending
    : !isClosed &&
      !isUploading &&
      missing.length === 0 &&
      text.length <= LONGEST_TEXT &&
      (text.trim() !== '' || ready.length > 0);

  const send = () => {
    if (!isSendable) return;
    if (isNote) {
      note.mutate(suggestions.withMentions(text.trim()), { onSuccess: () => setText('') });
      return;
    }
    const quotes = quote?.providerMessageId ?? null;
    const [first] = ready;
    // WhatsApp shows words under a picture; beside a sound, or under several, they are a message of their own.
    const caption = ready.length === 1 && first?.kind !== 'audio' ? text.trim() : '';
    for (const { kind, media, file } of ready)
      if (kind && media) onSend(fileMessage(kind, media, file.name, caption), quotes);
    if (text.trim() !== '' && caption === '') onSend({ type: 'text', body: text.trim() }, quotes);
    setText('');
    files.clear();
    onQuote(null);
    onTyping(false);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || suggestions.onKeyDown(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      if (quote) onQuote(null);
      else event.currentTarget.blur();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    if (isNote || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    files.add(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isNote && !isClosed) files.add(event.dataTransfer.files);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may also be chosen by a button
    <div
      className={css.composer}
      data-note={isNote || undefined}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!isNote && !isClosed);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <div className={css.inner}>
        <div className={css.top}>
          <fieldset className={css.modes}>
            <legend className="unseen">{t('inbox.composer.mode')}</legend>
            {(['reply', 'note'] as const).map((one) => (
              <button key={one} type="button" aria-pressed={mode === one} onClick={() => onMode(one)}>
                {t(`inbox.composer.${one}`)}
              </button>
            ))}
          </fieldset>
          <WindowSign window={window} />
        </div>
        {isClosed ? (
          <WindowClosed onTemplate={onTemplate} />
        ) : isRecording ? (
          <Suspense fallback={null}>
            <VoiceRecorder onSend={(content) => onSend(content, null)} onClose={() => setRecording(false)} />
          </Suspense>
        ) : (
          <>
            {quote && <QuoteStrip quote={quote} onDrop={() => onQuote(null)} />}
            {!isNote && <AttachmentStrip all={files.all} onRemove={files.remove} onAgain={files.again} />}
            <div className={css.field}>
              {suggestions.items.length > 0 && (
                <Suggestions
                  id="suggestions"
                  label={t(isNote ? 'inbox.composer.colleagues' : 'inbox.composer.canned')}
                  items={suggestions.items}
                  at={suggestions.at}
                  onPick={suggestions.pick}
                />
              )}
              <Textarea
                ref={field}
                value={text}
                autosize
                minRows={1}
                maxRows={8}
                dir="auto"
                aria-label={t(isNote ? 'inbox.composer.noteLabel' : 'inbox.composer.replyLabel')}
                placeholder={t(isNote ? 'inbox.composer.notePlaceholder' : 'inbox.composer.placeholder')}
                error={text.length > LONGEST_TEXT && t('inbox.composer.tooLong', { max: LONGEST_TEXT })}
                aria-autocomplete="list"
                aria-controls={suggestions.items.length > 0 ? 'suggestions' : undefined}
                aria-activedescendant={suggestions.items.length > 0 ? `suggestions-${suggestions.at}` : undefined}
                onChange={({ currentTarget: { value, selectionStart } }: ChangeEvent<HTMLTextAreaElement>) => {
                  setText(value);
                  suggestions.look(value, selectionStart);
                  if (!isNote) onTyping(value !== '');
                }}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
                onBlur={suggestions.close}
              />
            </div>
            {suggestions.findsNothing && (
              <p className={css.hint}>
                <Link to={`/${business}/settings/replies`}>{t('inbox.composer.noReplies')}</Link>
              </p>
            )}
            {missing.length > 0 && (
              <p className={css.hint}>{t('inbox.composer.missing', { names: missing.join(', ') })}</p>
            )}
            {!isNote && row.assignedTo === 'bot' && text !== '' && person && (
              <p className={css.hint}>{t('inbox.composer.takesOver')}</p>
            )}
            <div className={css.bar}>
              {!isNote && (
                <>
                  <input
                    ref={picker}
                    type="file"
                    multiple
                    hidden
                    onChange={({ currentTarget }) => {
                      files.add(currentTarget.files ?? []);
                      currentTarget.value = '';
                    }}
                  />
                  <Tool
                    label={t('inbox.composer.attach')}
                    icon={IconPaperclip}
                    onClick={() => picker.current?.click()}
                  />
                </>
              )}
              <EmojiTool onPick={putHere} />
              {!isNote && (
                <>
                  <Tool label={t('inbox.composer.canned')} icon={IconSlash} onClick={() => suggestions.open(putHere)} />
                  {voiceWay() && (
                    <Tool label={t('inbox.composer.voice')} icon={IconMicrophone} onClick={() => setRecording(true)} />
                  )}
                  <MoreMenu
                    text={text}
                    onSend={(content) => {
                      onSend(content, quote?.providerMessageId ?? null);
                      setText('');
                      onQuote(null);
                    }}
                    onTemplate={onTemplate}
                  />
                  <AiMenu row={row} text={text} onText={setText} />
                </>
              )}
              <Button
                className={css.send}
                onClick={send}
                disabled={!isSendable}
                loading={note.isPending}
                leftSection={<IconSend size={16} className="points" aria-hidden />}
              >
                {t(isNote ? 'inbox.composer.addNote' : 'inbox.composer.send')}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
