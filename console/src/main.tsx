import '@mantine/core/styles.css';
import '@fontsource-variable/inter/index.css';
import './style.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { makeQueryClient } from './api/query-client.ts';
import { App } from './app.tsx';
import { startI18n } from './i18n/i18n.ts';
import { registerWorker } from './register-worker.ts';
import { routes } from './routes.tsx';
import { toSignIn } from './session/to-sign-in.ts';
import { styleNonce } from './style-nonce.ts';

setNonce(styleNonce()); // dialogs hold the page still by a style tag of their own
const words = startI18n();
const queries = makeQueryClient(toSignIn);
const router = createBrowserRouter(routes(queries)); // fetches the page, and what it will show, while words are on their way
await words;
createRoot(document.getElementById('root')!).render(<App router={router} queries={queries} />);
registerWorker((path) => void router.navigate(path));
