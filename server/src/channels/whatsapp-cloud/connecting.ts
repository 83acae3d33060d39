import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../accounts/index.ts';
import type { HealthCheck } from '../../conversations/channel.ts';
import type { ChannelRow } from '../../conversations/index.ts';
import { channels } from '../../conversations/schema.ts';
import { createBreaker } from '../../platform/breaker.ts';
import type { Config } from '../../platform/config.ts';
import type { Ctx } from '../../platform/context.ts';
import { sqlState } from '../../platform/database.ts';
import { createHttpClient } from '../../platform/http-client.ts';
import { newId } from '../../platform/id.ts';
import type { Actor } from '../../platform/policy.ts';
import { Problem } from '../../platform/problem.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { createWhatsAppCloud } from './client.ts';
import { createGraph, type Graph } from './graph.ts';
import { type Access, KIND, readAccess, sealAccess } from './numbers.ts';
import { idAt, objectAt } from './wire.ts';

/** What a person enters to connect a number. */
export type Credentials = { phoneNumberId: string; accountId: string | null; accessToken: string; appSecret: string };

/** What WhatsApp says of credentials when asked now. `number` null: it could not be read. */
export type Trial = { checks: HealthCheck[]; number: { address: string; name: string | null } | null };

export type Connecting = { ctx: Ctx; box: SecretBox; graph: Config['graph'] };
type Who = { businessId: string; actor: Actor };

const numberTaken = () =>
  new Problem(
    'number-taken',
    409,
    'This number is connected to this installation already. Change its credentials instead.',
  );
const notWorking = (checks: HealthCheck[]) =>
  new Problem(
    'channel-not-working',
    422,
    'WhatsApp does not accept these credentials. Mend what failed and try again.',
    {
      checks: checks.filter(({ status }) => status === 'failed'),
    },
  );

/** Webhook and signature are looked at once the number is here: until then nobody answers for it. */
const LATER = new Set(['webhook', 'signature']);

/** Looks at credentials one by one, over the network; nothing is stored. */
export async function tryCredentials(
  { ctx, graph }: Connecting,
  credentials: Credentials,
  graphUrl = graph.url,
): Promise<Trial> {
  const { phoneNumberId, accountId, accessToken, appSecret } = credentials;
  const client = createWhatsAppCloud({
    graphUrl,
    graphVersion: graph.version,
    phoneNumberId,
    wabaId: accountId,
    accessToken,
    connections: 4,
    now: ctx.now,
  });
  try {
    const [asked, read, secret] = await Promise.all([
      client.health?.({ webhookUrl: null, now: ctx.now }) ?? [],
      client.readNumber(),
      withGraph({ ctx, graph }, graphUrl, accessToken, (calls) => secretCheck(calls, accessToken, appSecret)),
    ]);
    const checks = [...asked.filter(({ id }) => !LATER.has(id)), secret];
    if (read.outcome !== 'read') return { checks, number: null };
    const { displayPhoneNumber, verifiedName } = read.number;
    const address = displayPhoneNumber ? `+${displayPhoneNumber.replace(/\D/g, '')}` : '';
    return { checks, number: { address, name: verifiedName } };
  } finally {
    await client.close();
  }
}

/**
 * Connects a number that works: its secrets are stored encrypted.
 *
 * @throws channel-not-working when token, secret or number are not right; number-taken.
 */
export async function connectNumber(
  connecting: Connecting,
  { businessId, actor }: Who,
  { name, ...credentials }: Credentials & { name: string | undefined },
): Promise<{ row: ChannelRow; verifyToken: string; checks: HealthCheck[] }> {
  const { ctx, box } = connecting;
  const trial = await tryCredentials(connecting, credentials);
  const number = requireWorking(trial);
  const { phoneNumberId, accountId, accessToken, appSecret } = credentials;
  const [id, verifyToken] = [newId(), newVerifyToken()];
  try {
    return await ctx.db.transaction(async (tx) => {
      const [row] = await tx
        .insert(channels)
        .values({
          businessId,
          id,
          kind: KIND,
          name: name ?? number.name ?? 'WhatsApp',
          externalId: phoneNumberId,
          accountId,
          address: number.address,
          secrets: sealAccess(box, businessId, id, { accessToken, appSecret, verifyToken }),
          statusAt: ctx.now(),
          createdAt: ctx.now(),
        })
        .returning();
      const after = { phoneNumberId, accountId, address: number.address };
      await recordAudit(tx, { businessId, actor, action: 'channel.created', subject: row!.name, after });
      return { row: row!, verifyToken, checks: trial.checks };
    });
  } catch (error) {
    if (sqlState(error) === UNIQUE_VIOLATION) throw numberTaken();
    throw error;
  }
}

const UNIQUE_VIOLATION = '23505';

/**
 * Gives a number a new token or secret, once WhatsApp accepts them. A number that was on hold tries again; what waited
 * goes out by itself.
 *
 * @throws channel-not-working
 */
export async function renewCredentials(
  connecting: Connecting,
  { businessId, actor }: Who,
  row: ChannelRow,
  given: Partial<Pick<Access, 'accessToken' | 'appSecret'>>,
): Promise<{ row: ChannelRow; checks: HealthCheck[] }> {
  const { ctx, box } = connecting;
  const access = { ...readAccess(box, row), ...given };
  const graphUrl = typeof row.settings.graphUrl === 'string' ? row.settings.graphUrl : undefined;
  const trial = await tryCredentials(
    connecting,
    { ...access, phoneNumberId: row.externalId, accountId: row.accountId },
    graphUrl,
  );
  requireWorking(trial);
  const secrets = sealAccess(box, businessId, row.id, access);
  const changed = await ctx.db.transaction(async (tx) => {
    const [after] = await tx
      .update(channels)
      .set({ secrets, status: 'active', statusReason: null, statusAt: ctx.now() })
      .where(isIt(row))
      .returning();
    const which = { renewed: Object.keys(given) }; // which, never what
    await recordAudit(tx, { businessId, actor, action: 'channel.credentials', subject: row.name, after: which });
    return after!;
  });
  return { row: changed, checks: trial.checks };
}

/** Makes a new word by which Meta proves, when the webhook is entered, that it means us. @returns it, this one time. */
export async function renewVerifyToken(
  { ctx, box }: Connecting,
  { businessId, actor }: Who,
  row: ChannelRow,
): Promise<string> {
  const verifyToken = newVerifyToken();
  const secrets = sealAccess(box, businessId, row.id, { ...readAccess(box, row), verifyToken });
  await ctx.db.transaction(async (tx) => {
    await tx.update(channels).set({ secrets }).where(isIt(row));
    const which = { renewed: ['verifyToken'] };
    await recordAudit(tx, { businessId, actor, action: 'channel.credentials', subject: row.name, after: which });
  });
  return verifyToken;
}

/** @returns the number as it is after. */
export async function changeNumber(
  { ctx }: Connecting,
  { businessId, actor }: Who,
  row: ChannelRow,
  change: { name?: string | undefined; accountId?: string | undefined },
): Promise<ChannelRow> {
  return ctx.db.transaction(async (tx) => {
    const [after] = await tx
      .update(channels)
      .set({ name: row.name, ...change })
      .where(isIt(row))
      .returning();
    const [was, is] = [row, after!].map(({ name, accountId }) => ({ name, accountId }));
    await recordAudit(tx, {
      businessId,
      actor,
      action: 'channel.changed',
      subject: after!.name,
      before: was,
      after: is,
    });
    return after!;
  });
}

/**
 * Subscribes the app to the account, and leads the account's webhooks here when our address is known: the repair of the
 * two most common reasons why nothing arrives. Meta calls the address at once to see whether it answers.
 *
 * @see WhatsApp Business Platform, Webhooks, "Overrides"
 */
export async function subscribe(
  { ctx, box, graph }: Connecting,
  { businessId, actor }: Who,
  row: ChannelRow,
  webhookUrl: string | null,
) {
  const { accessToken, verifyToken } = readAccess(box, row);
  const { accountId } = row;
  if (accountId === null)
    throw new Problem('account-unknown', 409, 'Enter the id of the WhatsApp Business Account first.');
  const graphUrl = typeof row.settings.graphUrl === 'string' ? row.settings.graphUrl : graph.url;
  const override = webhookUrl ? { override_callback_uri: webhookUrl, verify_token: verifyToken } : {};
  const answer = await withGraph({ ctx, graph }, graphUrl, accessToken, (calls) =>
    calls.call({
      method: 'POST',
      path: `${encodeURIComponent(accountId)}/subscribed_apps`,
      body: JSON.stringify(override),
    }),
  );
  if (answer.outcome !== 'answered')
    throw new Problem('refused-by-whatsapp', 422, `WhatsApp did not subscribe the app: ${answer.failure.title}.`, {
      code: answer.failure.code,
      details: answer.failure.details ?? null,
    });
  await recordAudit(ctx.db, {
    businessId,
    actor,
    action: 'channel.subscribed',
    subject: row.name,
    after: { webhookUrl },
  });
}

const isIt = ({ businessId, id }: ChannelRow) => and(eq(channels.businessId, businessId), eq(channels.id, id));

const newVerifyToken = (): string => randomBytes(24).toString('base64url');

/** Without these a number can do nothing; everything else can be mended afterwards. */
const NEEDED = new Set(['token', 'permissions', 'secret']);

function requireWorking({ checks, number }: Trial): NonNullable<Trial['number']> {
  const isWrong = checks.some(({ id, status }) => NEEDED.has(id) && status === 'failed');
  if (isWrong || number === null) throw notWorking(checks);
  return number;
}

async function withGraph<T>(
  { ctx, graph }: Pick<Connecting, 'ctx' | 'graph'>,
  graphUrl: string,
  accessToken: string,
  work: (graph: Graph) => Promise<T>,
): Promise<T> {
  const url = new URL(graphUrl);
  const http = createHttpClient({ origin: url.origin, connections: 2 });
  const basePath = `${url.pathname.replace(/\/$/, '')}/${graph.version}`;
  try {
    return await work(createGraph(http, createBreaker({ now: ctx.now }), { basePath, accessToken, now: ctx.now }));
  } finally {
    await http.close();
  }
}

/** The app itself shows that the secret is its own. @see Graph API, "App access tokens" */
async function secretCheck(graph: Graph, accessToken: string, appSecret: string): Promise<HealthCheck> {
  const id = 'secret';
  const token = await graph.read(`debug_token?input_token=${encodeURIComponent(accessToken)}`);
  const appId = token.outcome === 'answered' ? idAt(objectAt(token.body, 'data') ?? {}, 'app_id') : undefined;
  if (!appId) return { id, status: 'unknown', title: 'The app secret was not looked at', fix: 'Mend the token first.' };
  const asApp = await graph.read(`${encodeURIComponent(appId)}/subscriptions`, {
    authorization: `Bearer ${appId}|${appSecret}`,
  });
  if (asApp.outcome === 'answered')
    return { id, status: 'ok', title: 'The app secret belongs to the app of the token' };
  if (asApp.outcome === 'not_accepted')
    return {
      id,
      status: 'unknown',
      title: 'The app secret could not be looked at',
      details: asApp.failure.title,
      fix: 'Try again shortly.',
    };
  return {
    id,
    status: 'failed',
    title: 'The app secret is not the one of this app',
    fix: 'Copy it from App settings → Basic in the dashboard of the app that made the token.',
  };
}
