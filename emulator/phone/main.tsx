import './ui/tokens.css';
import './ui/base.css';
import './ui/controls.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createApi } from './api/client.ts';
import { listen } from './api/event-stream.ts';
import { App } from './app.tsx';
import { keepLive } from './store/live.ts';
import { createStore } from './store/store.ts';
import { createVerbs } from './store/verbs.ts';
import { AppProvider } from './ui/app-context.tsx';
import { routeOf } from './ui/route.ts';

const now = () => Date.now();
const api = createApi();
const store = createStore();
const verbs = createVerbs({ store, api, now, newId: randomId });

listen(keepLive({ store, api, now, openChat, later: (run, delayMs) => setTimeout(run, delayMs) }));

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <AppProvider value={{ store, verbs, now }}>
        <App />
      </AppProvider>
    </StrictMode>,
  );
}

function openChat() {
  const { phoneId, numberId } = routeOf(location.hash);
  return phoneId && numberId ? { phoneId, numberId } : null;
}

/** `crypto.randomUUID` exists on secure origins only; a phone in the same network has none. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
