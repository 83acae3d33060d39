import '@mantine/core/styles.css';
import '@fontsource-variable/inter/index.css';
import './style.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { App } from './app.tsx';
import { startI18n } from './i18n/i18n.ts';
import { registerWorker } from './register-worker.ts';
import { routes } from './routes.tsx';
import { styleNonce } from './style-nonce.ts';

setNonce(styleNonce()); // dialogs hold the page still by a style tag of their own
await startI18n();
const router = createBrowserRouter(routes);
createRoot(document.getElementById('root')!).render(<App router={router} />);
registerWorker((path) => void router.navigate(path));
