import pLimit from 'p-limit';
import type pg from 'pg';
import type { FlowBot } from './bot/index.ts';
import { learnEvents } from './channels/whatsapp-cloud/events.ts';
import { KIND, type WhatsAppNumbers } from './channels/whatsapp-cloud/numbers.ts';
import { syncNumbers } from './channels/whatsapp-cloud/sync.ts';
import type { WebhookDoor } from './channels/whatsapp-cloud/webhook.ts';
import { orderPlaced, orderRecords, orderStateChanged, sendOrderNotice } from './commerce/index.ts';
import type { PersonRecords } from './contacts/index.ts';
import {
  conversationRecords,
  createWork,
  eraseMessage,
  type FileStore,
  forgetRaw,
  makeRounds,
  mediaErased,
  messageErased,
  messageStatements,
  type OpenDirectory,
  openDirectory,
  type SendDoor,
} from './conversations/index.ts';
import { messageWords } from './conversations/message-search.ts';
import { keepDemoGoing } from './demo/index.ts';
import { housekeeping } from './housekeeping.ts';
import {
  conversationAssigned,
  endSnoozes,
  handOffRounds,
  inboxRecords,
  type NoticeDoors,
  peopleMentioned,
  tellAssigned,
  tellHandOffs,
  tellMentioned,
  tellOrder,
} from './inbox/index.ts';
import { type Answer, type Question, usd } from './models/index.ts';
import type { Config } from './platform/config.ts';
import type { Ctx, Reaction } from './platform/context.ts';
import { on } from './platform/facts.ts';
import type { Job, Repeated } from './platform/jobs.ts';
import { tellLive } from './platform/live.ts';
import type { Metrics } from './platform/metrics.ts';
import type { Node } from './platform/node.ts';
import { systemAlarm } from './platform/time.ts';
import { sendTicketNotice, ticketRecords, ticketReported, ticketStateChanged } from './production/index.ts';
import { messageCounting } from './reports/index.ts';
import { passing, watchedChannel, watchedReceive } from './way-points.ts';
import {
  tellOrderPlaced,
  tellOrderState,
  tellTicketReported,
  tellTicketState,
  webhookDisabled,
} from './webhooks-out/index.ts';

/** Read this first: everything that happens because something else happened. */
export const reactions = (
  desk: () => { directory: OpenDirectory; door: SendDoor; files: FileStore; notices: NoticeDoors },
): Reaction[] => [
  on(orderStateChanged, 'notice', (ctx, change) => sendOrderNotice(desk())(ctx, change)),
  on(ticketReported, 'log', async (ctx, ticket) => {
    ctx.log.info({ kind: ticket.kind, ticket: ticket.number }, 'a new ticket');
    tellLive(ctx, ticket.businessId, { kind: 'ticket', id: ticket.ticketId });
  }),
  on(ticketStateChanged, 'notice', (ctx, change) => sendTicketNotice(desk())(ctx, change)),
  on(orderPlaced, 'webhooks', tellOrderPlaced),
  on(orderStateChanged, 'webhooks', tellOrderState),
  on(ticketReported, 'webhooks', tellTicketReported),
  on(ticketStateChanged, 'webhooks', tellTicketState),
  on(webhookDisabled, 'log', async (ctx, { businessId, endpointId, url, reason }) => {
    ctx.log.error({ url, reason }, 'a webhook endpoint is told nothing any more');
    tellLive(ctx, businessId, { kind: 'notice', id: endpointId });
  }),
  on(orderPlaced, 'tell', async (ctx, order) => {
    ctx.log.info({ order: order.number }, 'a new order');
    tellLive(ctx, order.businessId, { kind: 'order', id: order.orderId });
    await tellOrder(desk().notices)(ctx, order);
  }),
  on(peopleMentioned, 'tell', (ctx, mention) => tellMentioned(desk().notices)(ctx, mention)),
  on(conversationAssigned, 'tell', (ctx, given) => tellAssigned(desk().notices)(ctx, given)),
  on(messageErased, 'raw', forgetRaw),
  on(mediaErased, 'files', (_ctx, { businessId, mediaIds }) => desk().files.remove(businessId, mediaIds)),
];

/** What is kept about people, for who looks after people: one line a module. */
export const personRecords: readonly PersonRecords[] = [conversationRecords, orderRecords, ticketRecords, inboxRecords];

/** Work in the background that nobody waits for. */
export const jobs = (directory: OpenDirectory, files: FileStore): Job[] => [
  { name: 'media.fetch', run: files.fetch(directory) },
];
export const repeated = (
  { directory, whatsApp, notices }: { directory: OpenDirectory; whatsApp: WhatsAppNumbers; notices: NoticeDoors },
  { demo }: Config,
): Repeated[] => [
  housekeeping,
  messageWords,
  messageCounting,
  endSnoozes,
  handOffRounds(() => notices),
  { name: 'channels.sync', cron: '41 * * * *', run: syncNumbers(() => directory, whatsApp) },
  ...(demo ? [keepDemoGoing] : []),
];

/** The kinds of channel there are. */
export const openChannels = (ctx: Ctx, hotPool: pg.Pool, whatsApp: WhatsAppNumbers): Promise<OpenDirectory> =>
  openDirectory(ctx, hotPool, (row) => {
    if (row.kind === KIND) return watchedChannel(whatsApp.open(row));
    throw new Error(`there is no channel of kind ${row.kind}`);
  });

/** Of the pool's 20 connections; the rest is for reading, also by these turns. */
const MOST_TRANSACTIONS = 8;

/** The way of a message on this node: what webhooks bring, who answers it, who sends the answer. */
export function wireMessagePath(
  ctx: Ctx,
  config: Config,
  parts: {
    node: Node;
    hotPool: pg.Pool;
    directory: OpenDirectory;
    bot: FlowBot;
    files: FileStore;
    metrics: Metrics;
    notices: NoticeDoors;
  },
  onDead: () => void,
) {
  const { node, hotPool, directory, bot, files, metrics, notices } = parts;
  const works = config.role !== 'web';
  const statements = messageStatements(hotPool, works ? node.token : null, ctx.now, {
    arrived: (rows) => {
      work.arrived(rows);
      for (const { business_id, id } of rows) if (id) tellLive(ctx, business_id, { kind: 'message', id });
    },
    noticed: (news) => {
      work.noticed(news);
      for (const { business_id, messages } of news)
        for (const { id } of messages) tellLive(ctx, business_id, { kind: 'message', id });
    },
  });
  const work = createWork(
    {
      ctx,
      me: node.token,
      statements,
      directory,
      bot,
      alarm: systemAlarm(ctx.now),
      transactions: pLimit(MOST_TRANSACTIONS),
      contactPace: config.limits.contact,
      uploaded: (businessId, mediaId) => files.handOver(ctx, directory, businessId, mediaId),
      count: {
        send: (outcome, seconds) => {
          metrics.sends.inc({ outcome });
          metrics.sendSeconds.observe(seconds);
        },
        turn: (result) => metrics.turns.inc({ result }),
      },
      handedOff: () =>
        void tellHandOffs(ctx, notices).catch((error: unknown) =>
          ctx.log.warn({ err: error }, 'a hand-off is told a minute later'),
        ),
      passing,
    },
    onDead,
  );
  const rounds = makeRounds(ctx, statements, work);
  metrics.watch(work.size);
  return { statements, work, rounds };
}

export function wireWebhook(
  ctx: Ctx,
  parts: { directory: OpenDirectory; whatsApp: WhatsAppNumbers; receive: WebhookDoor['receive']; metrics: Metrics },
): WebhookDoor & { refresh(): Promise<void> } {
  const { directory, whatsApp, receive, metrics } = parts;
  let numbers = whatsApp.all(directory);
  let read = ctx.now();
  const refresh = async () => {
    await directory.refresh();
    numbers = whatsApp.all(directory);
    read = ctx.now();
  };
  return {
    receive: watchedReceive(async (webhook) => {
      await receive(webhook);
      for (const { business_id, message_id } of webhook.statuses)
        if (message_id) tellLive(ctx, business_id, { kind: 'message', id: message_id });
    }),
    metrics,
    erase: (channel, news) => ctx.db.transaction((tx) => eraseMessage(ctx, tx, channel, news)),
    refresh, // after a change made here: Meta may call in the same second
    learn: learnEvents(ctx, refresh),
    numbers: async ({ fresh } = { fresh: false }) => {
      // Strangers may name numbers as often as they like; we look at most once a second.
      if (fresh && ctx.now().getTime() - read.getTime() > 1_000) await refresh();
      return numbers;
    },
  };
}

/** Counts what language models are asked and cost. */
export const countModels =
  ({ modelCalls, modelCost }: Metrics) =>
  ({ purpose }: Question, answer: Answer): void => {
    modelCalls.inc({ purpose, outcome: answer.outcome === 'answered' ? 'answered' : answer.why });
    if (answer.outcome === 'answered') modelCost.inc({ model: answer.model }, usd(answer.nanoUsd));
  };
