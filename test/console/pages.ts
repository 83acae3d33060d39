/** Every page of the console, under the demo shop; the factory's own under the demo factory. */
export const PAGES: readonly { name: string; path: string }[] = [
  { name: 'home', path: '/demo-shop/home' },
  { name: 'inbox', path: '/demo-shop/inbox' },
  { name: 'orders', path: '/demo-shop/orders' },
  { name: 'order', path: '/demo-shop/orders/1003' },
  { name: 'products', path: '/demo-shop/products' },
  { name: 'factory', path: '/demo-factory/factory' },
  { name: 'contacts', path: '/demo-shop/contacts' },
  { name: 'flows', path: '/demo-shop/flows' },
  { name: 'flow', path: '/demo-shop/flows/shop' },
  { name: 'faqs', path: '/demo-shop/faqs' },
  { name: 'templates', path: '/demo-shop/templates' },
  { name: 'settings-general', path: '/demo-shop/settings/general' },
  { name: 'settings-channels', path: '/demo-shop/settings/channels' },
  { name: 'settings-team', path: '/demo-shop/settings/team' },
  { name: 'settings-inbox', path: '/demo-shop/settings/inbox' },
  { name: 'settings-replies', path: '/demo-shop/settings/replies' },
  { name: 'settings-notifications', path: '/demo-shop/settings/notifications' },
  { name: 'settings-account', path: '/demo-shop/settings/account' },
  { name: 'settings-audit', path: '/demo-shop/settings/audit' },
  { name: 'developers-keys', path: '/demo-shop/developers/keys' },
  { name: 'developers-webhooks', path: '/demo-shop/developers/webhooks' },
  { name: 'developers-events', path: '/demo-shop/developers/events' },
  { name: 'developers-queue', path: '/demo-shop/developers/queue' },
  { name: 'developers-health', path: '/demo-shop/developers/health' },
];

/** Pages for those who are not signed in. */
export const OPEN_PAGES: readonly { name: string; path: string }[] = [
  { name: 'start', path: '/' },
  { name: 'sign-in', path: '/sign-in' },
];
