import { useEffect, useState } from 'react';
import type { BusinessNumber, Phone } from '../src/phone-api.ts';
import { ChatList } from './chats/chat-list.tsx';
import { ListHead } from './chats/list-head.tsx';
import { Conversation } from './conversation/conversation.tsx';
import { AddCustomer } from './sidebar/add-customer.tsx';
import { Sidebar } from './sidebar/sidebar.tsx';
import { unreadOf } from './store/state.ts';
import { useSelect } from './ui/app-context.tsx';
import { Device } from './ui/device.tsx';
import { Drawer } from './ui/drawer.tsx';
import { Notice } from './ui/notice.tsx';
import { goTo, hrefOf, useRoute } from './ui/route.ts';
import { useFollowingFocus } from './ui/use-following-focus.ts';
import { useMedia } from './ui/use-media.ts';
import { Wordmark } from './ui/wordmark.tsx';
import './app.css';

/** Narrow screens are the phone; wider ones show it with the chat list beside it, the widest with everything. */
export function App() {
  const shown = useShown();
  const isWide = useMedia('(min-width: 760px)');
  const isWidest = useMedia('(min-width: 1200px)');
  const [menuOpen, setMenuOpen] = useState(false);
  useFullRoute(shown, isWide);
  useTitle(shown.phone);
  useFollowingFocus(shown.phone ? { phoneId: shown.phone.id, numberId: shown.business?.id, isNarrow: !isWide } : null);

  const { phone, business } = shown;
  if (!phone) return <Beginning />;
  const openMenu = isWidest ? undefined : () => setMenuOpen(true);
  const conversation = business && (
    <Conversation
      key={`${phone.id}/${business.id}`}
      phone={phone}
      business={business}
      onBack={isWide ? undefined : () => goTo(phone.id)}
      onMenu={isWide ? undefined : openMenu}
    />
  );
  const list = (
    <div className="chats">
      <ListHead phone={phone} onMenu={openMenu} />
      <ChatList phone={phone} current={business?.id} />
      <footer className="about">
        <Wordmark />
        <p>A phone to try a business with. Nothing here reaches the real WhatsApp.</p>
      </footer>
    </div>
  );

  return (
    <main className="desk">
      {isWide ? (
        <>
          {list}
          <Device phone={phone}>{conversation ?? <p className="beginning">There is nobody to write to yet.</p>}</Device>
          {isWidest && <Sidebar phone={phone} business={business} />}
        </>
      ) : (
        <div className="bare-screen">{conversation ?? list}</div>
      )}
      {menuOpen && openMenu && (
        <Drawer title="Behind the phone" onClose={() => setMenuOpen(false)}>
          <Sidebar phone={phone} business={business} onUsed={() => setMenuOpen(false)} />
          <Notice />
        </Drawer>
      )}
      {!menuOpen && <Notice />}
    </main>
  );
}

type Shown = { phone?: Phone; business?: BusinessNumber; isComplete: boolean };

/** The phone and business of the address; the first phone when it names none that exists. */
function useShown(): Shown {
  const route = useRoute();
  const phones = useSelect((state) => state.phones);
  const numbers = useSelect((state) => state.numbers);
  const named = phones.find(({ id }) => id === route.phoneId);
  const business = numbers.find(({ id }) => id === route.numberId);
  return { phone: named ?? phones[0], business, isComplete: named !== undefined && business !== undefined };
}

/** Where there is room for both, a chat is always open: the address is completed with the first one. */
function useFullRoute({ phone, business, isComplete }: Shown, isWide: boolean): void {
  const first = useSelect((state) => state.numbers[0]);
  useEffect(() => {
    const target = business ?? (isWide ? first : undefined);
    if (phone && !isComplete && target) location.replace(hrefOf(phone.id, target.id));
  }, [phone, business, isComplete, isWide, first]);
}

function useTitle(phone: Phone | undefined): void {
  const unread = useSelect(unreadOf);
  useEffect(() => {
    const name = phone ? `${phone.name} · Phone` : 'Phone';
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [phone, unread]);
}

/** Before there is a phone to show: the emulator does not answer yet, or has none. */
function Beginning() {
  const link = useSelect((state) => state.link);
  const loaded = useSelect((state) => state.loaded);
  if (loaded) {
    return (
      <main className="beginning">
        <h1>Who are you?</h1>
        <p>Nobody has a phone here yet. Add the first customer.</p>
        <AddCustomer onAdded={(phone) => goTo(phone.id)} />
      </main>
    );
  }
  return (
    <main className="beginning">
      <p role="status">{link === 'lost' ? 'The emulator cannot be reached. Trying again…' : 'Connecting…'}</p>
    </main>
  );
}
