import type { Channel, ChannelTemplates, SendOutcome } from '../../conversations/channel.ts';
import { createBreaker } from '../../platform/breaker.ts';
import { createHttpClient, type HttpClient } from '../../platform/http-client.ts';
import { type Account, createAccount } from './account.ts';
import { explainFailure, failure } from './errors.ts';
import { createGraph, type Graph } from './graph.ts';
import { checkHealth } from './health.ts';
import { check } from './limits.ts';
import { createMedia, type Media, type MediaHosts } from './media.ts';
import { fileProblem } from './media-limits.ts';
import { peoplePerDay } from './messaging-limit.ts';
import { filesOf, isReachable, toWire } from './outbound.ts';
import { createTemplates } from './templates.ts';
import type { Json } from './wire.ts';
import { idAt, isObject, listAt } from './wire.ts';

export type WhatsAppCloudSettings = {
  graphUrl: string; // "https://graph.facebook.com", or a test double
  graphVersion: string; // "v25.0"
  phoneNumberId: string;
  wabaId: string | null; // needed for templates only
  accessToken: string;
  /** Given: every call carries `appsecret_proof`. It must be the secret of the app that made the token. */
  appSecret?: string;
  /** What webhooks are signed with; given: `health` looks at them too. */
  webhookSecret?: string;
  /** Messages a second; null: no limit of ours. */
  throughput?: number | null;
  warmUpFrom?: Date | undefined;
  /** Nobody listens at `graphUrl` in this start. */
  isOff?: boolean;
  pairLimit?: { burst: number; everyMs: number } | null;
  connections?: number; // calls at once
  sendTimeoutMs?: number;
  now: () => Date; // for the pause of the breaker
};

/** One business number on Meta's Cloud API. */
export type WhatsAppCloud = Channel & Media & Account & { templates: ChannelTemplates; close(): Promise<void> };

/** @see WhatsApp Business Platform, "Throughput" and "Pair rate limits" */
const THROUGHPUT = 80;
const PAIR_LIMIT = { burst: 45, everyMs: 6_000 };

export function createWhatsAppCloud(settings: WhatsAppCloudSettings): WhatsAppCloud {
  const { phoneNumberId, wabaId, accessToken, appSecret, graphVersion } = settings;
  const { throughput = THROUGHPUT, pairLimit = PAIR_LIMIT, connections = 128, sendTimeoutMs = 10_000 } = settings;
  const url = new URL(settings.graphUrl);
  const http = createHttpClient({ origin: url.origin, connections });
  const basePath = `${url.pathname.replace(/\/$/, '')}/${graphVersion}`;
  const graph = createGraph(http, createBreaker({ now: settings.now }), {
    basePath,
    accessToken,
    appSecret,
    now: settings.now,
  });
  const account = createAccount(graph, phoneNumberId);
  const hosts = createMediaHosts(url.origin, http);
  const messagesPath = `${encodeURIComponent(phoneNumberId)}/messages`;
  const post = (body: object) =>
    graph.call({ method: 'POST', path: messagesPath, body: JSON.stringify(body), timeoutMs: sendTimeoutMs });

  return {
    kind: 'whatsapp-cloud',
    throughput,
    peoplePerDay,
    ...(settings.isOff ? { isOff: true } : {}),
    ...(settings.warmUpFrom ? { warmUpFrom: settings.warmUpFrom } : {}),
    pairLimit,
    check,
    async send({ id, to, content, quotes }) {
      if (!isReachable(to)) return { outcome: 'refused', failure: failure('no-recipient') };
      const onlyHere = filesOf(content).some((file) => !file.providerMediaId && !file.link);
      if (onlyHere) return { outcome: 'refused', failure: failure('no-file') };
      return settle(await post(toWire(content, to, { ...(quotes ? { quotes } : {}), reference: id })));
    },
    async markRead(providerMessageId, { typing = false } = {}) {
      await post({
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: providerMessageId,
        ...(typing ? { typing_indicator: { type: 'text' } } : {}),
      });
    },
    ...createMedia(graph, hosts, phoneNumberId),
    ...account,
    templates: createTemplates(graph, wabaId, accessToken),
    health: (about) => checkHealth(graph, account, settings, about),
    explain: explainFailure,
    fileProblem: (type, { mimeType, sizeBytes }) => fileProblem(type, mimeType, sizeBytes),
    async close() {
      await Promise.all([http.close(), hosts.close()]);
    },
  };
}

/** Accepted is what has an id. A yes without one cannot be matched to any status, so nobody knows. */
function settle(answer: Awaited<ReturnType<Graph['call']>>): SendOutcome {
  if (answer.outcome !== 'answered') return answer;
  const providerMessageId = idAt(firstOf(answer.body, 'messages'), 'id');
  if (!providerMessageId) return { outcome: 'in_doubt', failure: failure('no-answer', 'no message id was given') };
  const waId = idAt(firstOf(answer.body, 'contacts'), 'wa_id');
  return waId ? { outcome: 'accepted', providerMessageId, waId } : { outcome: 'accepted', providerMessageId };
}

function firstOf(body: Json, key: string): Json {
  const [first] = listAt(body, key);
  return isObject(first) ? first : {};
}

/** Meta's own domains. Files lie at lookaside.fbsbx.com today. */
const META_HOSTS = /(^|\.)(fbsbx\.com|facebook\.com|whatsapp\.net|fbcdn\.net)$/;

/** Media come from Meta's hosts over https, or from the Graph API's own origin, which a test double shares. */
function createMediaHosts(graphOrigin: string, graph: HttpClient): MediaHosts {
  const clients = new Map<string, HttpClient>();
  return {
    clientFor(url) {
      if (url.username || url.password) return null;
      if (url.origin === graphOrigin) return graph;
      if (url.protocol !== 'https:' || url.port !== '' || !META_HOSTS.test(url.hostname)) return null;
      const known = clients.get(url.origin);
      if (known) return known;
      const client = createHttpClient({ origin: url.origin, connections: 8, publicOnly: true });
      clients.set(url.origin, client);
      return client;
    },
    async close() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
