import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { webhooksOfOpenApi } from './webhooks-out/index.ts';

/** The groups of the API, in the order of somebody who learns it. Every tag of a route stands here. */
export const GROUPS: readonly { name: string; description: string }[] = [
  { name: 'messages', description: 'Send, list, look up and retry messages' },
  { name: 'conversations', description: 'Read, assign, close, note, take over and give back' },
  { name: 'labels', description: 'Words that conversations are sorted by' },
  { name: 'views', description: 'Saved filters of the inbox' },
  { name: 'canned replies', description: 'Replies written once and used often' },
  { name: 'contacts', description: 'People, their consents and what they told; import, export, merge, erase' },
  { name: 'media', description: 'Pictures, voice notes and documents' },
  { name: 'templates', description: 'Approved messages for outside the service window' },
  { name: 'channels', description: 'Numbers: connect, check, mend' },
  { name: 'products', description: 'Goods, variants, prices and stock' },
  { name: 'orders', description: 'Orders, their states and what the customer is told' },
  { name: 'public', description: 'For everybody, without a key: the catalogue, and tracking an order' },
  { name: 'production', description: 'Lines and schedule of a factory' },
  { name: 'tickets', description: 'Defects and issues' },
  { name: 'flows', description: 'Conversations of the bot: draft, check, simulate, publish, bring back' },
  { name: 'faqs', description: 'Common questions' },
  { name: 'ai', description: 'Rewrite, translate, sum up, classify, score' },
  { name: 'reports', description: 'Figures of the day, and what needs somebody' },
  { name: 'team', description: 'Members, invitations, presence, second factor' },
  { name: 'keys', description: 'API keys with scopes' },
  { name: 'audit', description: 'Who changed what' },
  { name: 'business', description: 'Settings of a business' },
  { name: 'businesses', description: 'Several businesses in one installation' },
  { name: 'webhooks', description: 'Your server is told what happens' },
  { name: 'events', description: 'A stream of what changes' },
  { name: 'notices', description: 'Push and mail to the team' },
  { name: 'operations', description: 'Inbound events, queue, dead letters' },
  { name: 'me', description: 'Who is signed in' },
  { name: 'entrance', description: 'Set-up links and invitations' },
  { name: 'health', description: 'Whether it works' },
  { name: 'compatible', description: 'The same in the words of small integrations' },
];

/** What the API is, for programs: generated from the schemas that validate, with the webhooks we send. */
export const openApiOf = (app: FastifyInstance) => ({ ...app.swagger(), tags: GROUPS, webhooks: webhooksOfOpenApi() });

/** The same for people, at `/docs`. */
export async function referencePage(
  pages: FastifyInstance,
  describe: () => ReturnType<typeof openApiOf>,
): Promise<void> {
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    // The other layout draws a bar with a style of its own, which our security headers forbid.
    uiConfig: { layout: 'BaseLayout', deepLinking: true, docExpansion: 'none', filter: true, tryItOutEnabled: true },
    theme: {
      title: 'Parlour API',
      css: [{ filename: 'parlour.css', content: LOOK }],
      js: [{ filename: 'dark.js', content: DARK }],
      favicon: [{ filename: 'icon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: ICON }],
    },
    transformSpecification: describe,
  });
}

/** The colours of the console. */
const LOOK = `
html:not(.dark-mode) body { background: #fbf9f5; }
.swagger-ui .scheme-container { background: none; box-shadow: none; padding: 0 0 8px; }
.swagger-ui .info { margin: 40px 0 16px; }
.swagger-ui .opblock-tag { font-size: 18px; }
html:not(.dark-mode) .swagger-ui .info .title { color: #0f6b5c; }
html:not(.dark-mode) .swagger-ui .btn.authorize { border-color: #0f6b5c; color: #0f6b5c; }
html:not(.dark-mode) .swagger-ui .btn.authorize svg { fill: #0f6b5c; }
.swagger-ui .btn.execute { background: #0f6b5c; border-color: #0f6b5c; }
`;

/** Dark where the reader's system is dark. */
const DARK = `
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
`;

/** The bubble of the wordmark. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#3fbfa8" d="M12 3a9 8 0 0 1 0 16c-1 0-2-.1-3-.4L4 21l1.3-4.2A8 8 0 0 1 3 11a9 8 0 0 1 9-8z"/></svg>';
