import { DirectionProvider, MantineProvider, useDirection } from '@mantine/core';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { directionOf } from './i18n/languages.ts';
import { styleNonce } from './style-nonce.ts';
import { theme } from './theme.ts';

const Notices = lazy(() => import('./ui/notices.tsx').then(({ Notices }) => ({ default: Notices })));

export function App({ router, queries }: { router: DataRouter; queries: QueryClient }) {
  return (
    <DirectionProvider>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
        <FollowLanguage />
        <QueryClientProvider client={queries}>
          <Suspense>
            <RouterProvider router={router} />
          </Suspense>
        </QueryClientProvider>
        <Suspense>
          <Notices />
        </Suspense>
      </MantineProvider>
    </DirectionProvider>
  );
}

/** The page says its language and reads in its direction. */
function FollowLanguage() {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  const language = i18n.resolvedLanguage ?? 'en';
  useEffect(() => {
    document.documentElement.lang = language;
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}
