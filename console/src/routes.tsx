import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { type LoaderFunctionArgs, type RouteObject, redirect } from 'react-router';
import { readInbox } from './pages/inbox/ahead.ts';
import { meOf } from './session/me.ts';
import { PageProblem } from './shell/page-problem.tsx';

/** A page that is fetched when somebody goes there. */
const page =
  <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  async () => ({ Component: (await load())[name] });

/** Runs beside the fetching of a page, which does not wait for it. */
const ahead = (read: (business: string, args: LoaderFunctionArgs) => unknown) => (args: LoaderFunctionArgs) => {
  if (args.params.business) read(args.params.business, args);
  return null;
};

/** Every page, one line each; `queries` begin to read what a page will show while the page itself is fetched. */
export const routes = (queries: QueryClient): RouteObject[] => [
  {
    errorElement: <PageProblem />,
    HydrateFallback: () => null,
    children: [
      { index: true, lazy: page(() => import('./pages/start/start-page.tsx'), 'StartPage') },
      { path: 'sign-in', lazy: page(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage') },
      { path: 'set-up', lazy: page(() => import('./pages/set-up/set-up-page.tsx'), 'SetUpPage') },
      {
        path: 'invitation/:id',
        lazy: page(() => import('./pages/invitation/invitation-page.tsx'), 'InvitationPage'),
      },
      { path: 'track/:business/:token?', lazy: page(() => import('./pages/track/track-page.tsx'), 'TrackPage') },
      {
        path: ':business',
        loader: ahead((business) => void queries.prefetchQuery(meOf(business))),
        lazy: page(() => import('./shell/signed-in.tsx'), 'SignedIn'),
        errorElement: <PageProblem />,
        children: [
          { index: true, loader: () => redirect('home') },
          {
            errorElement: <PageProblem />,
            children: [
              { path: 'home', lazy: page(() => import('./pages/home/home-page.tsx'), 'HomePage') },
              {
                path: 'contacts/:id?',
                lazy: page(() => import('./pages/contacts/contacts-page.tsx'), 'ContactsPage'),
              },
              {
                path: 'templates/:id?',
                lazy: page(() => import('./pages/templates/templates-page.tsx'), 'TemplatesPage'),
              },
              {
                path: 'factory/:part?/:kind?/:number?',
                lazy: page(() => import('./pages/factory/factory-page.tsx'), 'FactoryPage'),
              },
              {
                path: 'inbox/:id?',
                loader: ahead((business, args) => readInbox(queries, business, args)),
                lazy: page(() => import('./pages/inbox/inbox-page.tsx'), 'InboxPage'),
              },
              {
                path: 'orders/:number?',
                lazy: page(() => import('./pages/orders/orders-page.tsx'), 'OrdersPage'),
              },
              {
                path: 'products/:id?',
                lazy: page(() => import('./pages/products/products-page.tsx'), 'ProductsPage'),
              },
              { path: 'flows/:name?', lazy: page(() => import('./pages/flows/flows-page.tsx'), 'FlowsPage') },
              { path: 'faqs/:topic?', lazy: page(() => import('./pages/faqs/faqs-page.tsx'), 'FaqsPage') },
              {
                path: 'settings',
                lazy: page(() => import('./shell/sub-pages.tsx'), 'SettingsFrame'),
                children: [
                  { index: true, loader: ({ params }) => redirect(`/${params.business}/settings/general`) },
                  {
                    path: 'general',
                    lazy: page(() => import('./pages/settings/general/general-page.tsx'), 'GeneralPage'),
                  },
                  {
                    path: 'channels/:id?',
                    lazy: page(() => import('./pages/settings/channels/channels-page.tsx'), 'ChannelsPage'),
                  },
                  { path: 'team', lazy: page(() => import('./pages/settings/team/team-page.tsx'), 'TeamPage') },
                  {
                    path: 'inbox',
                    lazy: page(() => import('./pages/settings/inbox/inbox-settings-page.tsx'), 'InboxSettingsPage'),
                  },
                  {
                    path: 'replies',
                    lazy: page(() => import('./pages/settings/replies/replies-page.tsx'), 'RepliesPage'),
                  },
                  {
                    path: 'account',
                    lazy: page(() => import('./pages/settings/account/account-page.tsx'), 'AccountPage'),
                  },
                  { path: 'audit', lazy: page(() => import('./pages/settings/audit/audit-page.tsx'), 'AuditPage') },
                  { path: 'set-up', lazy: page(() => import('./pages/settings/set-up/set-up-page.tsx'), 'SetUpPage') },
                  {
                    path: 'notifications',
                    lazy: page(
                      () => import('./pages/settings/notifications/notifications-page.tsx'),
                      'NotificationsPage',
                    ),
                  },
                ],
              },
              {
                path: 'developers',
                lazy: page(() => import('./shell/sub-pages.tsx'), 'DevelopersFrame'),
                children: [
                  { index: true, loader: ({ params }) => redirect(`/${params.business}/developers/keys`) },
                  { path: 'keys', lazy: page(() => import('./pages/developers/keys/keys-page.tsx'), 'KeysPage') },
                  {
                    path: 'webhooks/:id?',
                    lazy: page(() => import('./pages/developers/webhooks-page.tsx'), 'WebhooksPage'),
                  },
                  { path: 'events/:id?', lazy: page(() => import('./pages/developers/events-page.tsx'), 'EventsPage') },
                  { path: 'queue', lazy: page(() => import('./pages/developers/queue-page.tsx'), 'QueuePage') },
                  { path: 'health', lazy: page(() => import('./pages/developers/health-page.tsx'), 'HealthPage') },
                  {
                    path: 'reference',
                    loader: () => {
                      location.assign('/docs');
                      return new Promise(() => {});
                    },
                  },
                ],
              },
              { path: '*', lazy: page(() => import('./shell/not-found.tsx'), 'NotFound') },
            ],
          },
        ],
      },
    ],
  },
];
