import type { BusinessNumber, Chat, Phone } from '../../src/phone-api.ts';
import { chatKey } from '../store/state.ts';
import { summaryOf } from '../text/summary.ts';
import { shortTimeOf } from '../text/when.ts';
import { useNow, useSelect } from '../ui/app-context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Avatar } from '../ui/avatar.tsx';
import { hrefOf } from '../ui/route.ts';
import { TickMark } from '../ui/ticks.tsx';
import { Unread } from '../ui/unread.tsx';
import './chat-list.css';

/** Every business one can write to, those heard of last first. */
export function ChatList({ phone, current }: { phone: Phone; current?: string }) {
  const numbers = useSelect((state) => state.numbers);
  const chats = useSelect((state) => state.chats);
  const chatOf = (business: BusinessNumber) => chats[chatKey({ phoneId: phone.id, numberId: business.id })];
  const latestFirst = numbers.toSorted((a, b) => (chatOf(b)?.last?.at ?? '').localeCompare(chatOf(a)?.last?.at ?? ''));

  if (numbers.length === 0) return <p className="quiet">No business number is set up in this emulator yet.</p>;
  return (
    <nav aria-label="Chats" className="chat-list" onKeyDown={arrowKeys('a')}>
      <ul>
        {latestFirst.map((business) => (
          <li key={business.id}>
            <ChatItem phone={phone} business={business} chat={chatOf(business)} isCurrent={business.id === current} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

type ItemProps = { phone: Phone; business: BusinessNumber; chat: Chat | undefined; isCurrent: boolean };

function ChatItem({ phone, business, chat, isCurrent }: ItemProps) {
  const now = useNow();
  const draft = useSelect((state) => state.drafts[chatKey({ phoneId: phone.id, numberId: business.id })]?.text);
  return (
    <a className="chat-item" href={hrefOf(phone.id, business.id)} aria-current={isCurrent ? 'page' : undefined}>
      <Avatar name={business.name} size={48} />
      <span className="chat-words">
        <span className="chat-line">
          <b>{business.name}</b>
          {chat?.last && <time dateTime={chat.last.at}>{shortTimeOf(chat.last.at, now)}</time>}
        </span>
        <span className="chat-line">
          <Latest chat={chat} draft={isCurrent ? undefined : draft} about={business.about} />
          <Unread count={chat?.unread ?? 0} />
        </span>
      </span>
    </a>
  );
}

function Latest({ chat, draft, about }: { chat: Chat | undefined; draft: string | undefined; about: string }) {
  if (chat?.typing) return <span className="chat-latest typing-word">typing…</span>;
  if (draft?.trim()) {
    return (
      <span className="chat-latest">
        <em className="draft-word">Draft:</em> {draft}
      </span>
    );
  }
  if (!chat?.last) return <span className="chat-latest">{about}</span>;
  return (
    <span className="chat-latest" dir="auto">
      {chat.last.ticks && <TickMark ticks={chat.last.ticks} />}
      {summaryOf(chat.last.content)}
    </span>
  );
}
