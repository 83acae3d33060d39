import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Bubble, BusinessNumber, Phone } from '../../src/phone-api.ts';
import type { ChatRef } from '../api/client.ts';
import { Composer } from '../composer/composer.tsx';
import { useOpenSheet } from '../sheets/use-open-sheet.ts';
import { chatKey, type Thread } from '../store/state.ts';
import { useNow, useSelect, useVerbs } from '../ui/app-context.tsx';
import { focusField } from '../ui/focus.ts';
import { useReturnedFocus } from '../ui/use-returned-focus.ts';
import { type ConversationApp, ConversationProvider, type SheetState } from './context.tsx';
import { EmptyChat } from './empty-chat.tsx';
import { Header } from './header.tsx';
import { Log } from './log.tsx';
import { rowsOf, type Unread, unreadIn } from './rows.ts';
import './conversation.css';

const none: never[] = [];

type Props = { phone: Phone; business: BusinessNumber; onBack?(): void; onMenu?(): void };

/** One chat, as it fills the screen of a phone. `onBack` and `onMenu` exist where there is nothing beside the phone. */
export function Conversation({ phone, business, onBack, onMenu }: Props) {
  const chat = useMemo(() => ({ phoneId: phone.id, numberId: business.id }), [phone.id, business.id]);
  const key = chatKey(chat);
  const thread = useSelect((state) => state.threads[key]);
  const outgoing = useSelect((state) => state.outgoing[key]) ?? none;
  const drawnAs = useSelect((state) => state.drawnAs);
  const chatInfo = useSelect((state) => state.chats[key]);
  const draft = useSelect((state) => state.drafts[key]);
  const verbs = useVerbs();
  const now = useNow();
  const [sheet, setSheet] = useState<SheetState | null>(null);
  const screen = useRef<HTMLElement>(null);
  const OpenSheet = useOpenSheet();

  const app = useConversationApp(chat, business.name, setSheet, screen);
  const close = useCallback(() => setSheet(null), []);
  useOpened(chat);
  useRead(chat, chatInfo?.unread ?? 0);
  useReturnedFocus(sheet !== null, () => focusField(screen.current));

  const bubbles: Bubble[] = thread?.bubbles ?? none;
  const unread = useUnreadAtOpening(thread, chatInfo?.unread ?? 0);
  const rows = rowsOf({ bubbles, outgoing, drawnAs, now, unread });
  return (
    <ConversationProvider value={app}>
      <section
        ref={screen}
        className="conversation"
        aria-label={`Chat with ${business.name}`}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const file = event.dataTransfer.files[0];
          if (file) setSheet({ kind: 'file', file, as: 'media' });
        }}
      >
        <div className="conversation-body" inert={sheet !== null}>
          <Header business={business} typing={chatInfo?.typing ?? false} onBack={onBack} onMenu={onMenu} />
          <Log
            name={business.name}
            rows={rows}
            outgoing={outgoing}
            loaded={thread?.loaded ?? false}
            hasOlder={thread?.hasOlder ?? false}
            typing={chatInfo?.typing ?? false}
            onOlder={() => verbs.showOlder(chat)}
          >
            <EmptyChat business={business} />
          </Log>
          <Composer
            quoted={bubbles.find(({ id }) => id === draft?.quoting)}
            edited={bubbles.find(({ id }) => id === draft?.editing)}
            blocked={phone.blocked.includes(business.id)}
          />
        </div>
        {sheet && OpenSheet && <OpenSheet sheet={sheet} bubbles={bubbles} quotes={draft?.quoting} onClose={close} />}
      </section>
    </ConversationProvider>
  );
}

function useConversationApp(
  chat: ChatRef,
  businessName: string,
  open: (sheet: SheetState) => void,
  screen: React.RefObject<HTMLElement | null>,
): ConversationApp {
  const verbs = useVerbs();
  return useMemo(
    () => ({
      chat,
      businessName,
      open,
      send: (message, file) => {
        verbs.send(chat, message, file);
        if ('quotes' in message && message.quotes) verbs.quote(chat, undefined);
      },
      quote: (bubbleId) => verbs.quote(chat, bubbleId),
      react: (bubbleId, emoji) => void verbs.react(chat, bubbleId, emoji),
      edit: ({ id, content }) => verbs.draft(chat, { text: content.type === 'text' ? content.body : '', editing: id }),
      revoke: (bubbleId) => void verbs.correct(chat, { type: 'revoke', bubbleId }),
      played: (bubbleId) => void verbs.played(chat, bubbleId),
      retry: (localId) => verbs.retry(chat, localId),
      discard: (localId) => verbs.discard(chat, localId),
      show: (bubbleId) => {
        const bubble = screen.current?.querySelector<HTMLElement>(`[data-bubble="${CSS.escape(bubbleId)}"]`);
        bubble?.scrollIntoView({ block: 'center' });
        bubble?.focus({ preventScroll: true });
      },
    }),
    [chat, businessName, open, screen, verbs],
  );
}

/** Stays where it was when the chat was opened, however much is read and written meanwhile. */
function useUnreadAtOpening(thread: Thread | undefined, unread: number): Unread | undefined {
  const [count] = useState(unread);
  const loaded = thread?.loaded ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: later bubbles do not move the line
  return useMemo(() => unreadIn(thread?.bubbles ?? [], count), [loaded, count]);
}

function useOpened(chat: ChatRef): void {
  const verbs = useVerbs();
  const known = useSelect((state) => state.threads[chatKey(chat)] !== undefined);
  useEffect(() => {
    if (!known) void verbs.openChat(chat);
  }, [chat, known, verbs]);
}

/** A chat is read when it is on a screen somebody can see. */
function useRead(chat: ChatRef, unread: number): void {
  const verbs = useVerbs();
  useEffect(() => {
    if (unread === 0) return;
    const read = () => {
      if (document.visibilityState === 'visible') void verbs.markRead(chat);
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [chat, unread, verbs]);
}
