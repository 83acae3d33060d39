import type { HealthCheck } from '../../conversations/channel.ts';
import { DAY, later, SECOND } from '../../platform/time.ts';
import type { Account, NumberView } from './account.ts';
import { explainFailure } from './errors.ts';
import type { Graph, NotRead } from './graph.ts';
import { type Signed, signatureCheck } from './signature-round-trip.ts';
import type { Json } from './wire.ts';
import { flagAt, idAt, isObject, listAt, numberAt, objectAt, textAt } from './wire.ts';

type Settings = { phoneNumberId: string; wabaId: string | null; accessToken: string; webhookSecret?: string };
type About = { webhookUrl: string | null; now: () => Date };

/**
 * Everything one number needs at Meta, looked at now. Each thing that is not right says how to mend it; nothing of the
 * token or the secret is in the answer.
 *
 * @see Graph API, "debug_token" and "Webhooks, subscriptions"; WhatsApp Business Platform, "Phone numbers"
 */
export async function checkHealth(
  graph: Graph,
  account: Account,
  settings: Settings,
  about: About,
): Promise<HealthCheck[]> {
  const token = await readToken(graph, settings.accessToken);
  const tokenChecks = checkToken(token, about.now());
  if (tokenChecks.some(({ id, status }) => id === 'token' && status === 'failed')) {
    return [...tokenChecks, ...AFTER_TOKEN.map(unlooked)];
  }
  const appId = token.outcome === 'answered' ? (idAt(objectAt(token.body, 'data') ?? {}, 'app_id') ?? null) : null;
  const [number, subscribed, webhook] = await Promise.all([
    account.readNumber(),
    subscriptionCheck(graph, settings.wabaId, appId),
    webhookChecks(graph, appId, settings.webhookSecret, about.webhookUrl),
  ]);
  return [...tokenChecks, ...checkNumber(number), subscribed, ...webhook, clockCheck(graph)];
}

const ok = (id: string, title: string, details?: string): HealthCheck => ({
  id,
  status: 'ok',
  title,
  ...(details ? { details } : {}),
});
const trouble = (
  id: string,
  status: HealthCheck['status'],
  title: string,
  fix: string,
  details?: string,
): HealthCheck => ({ id, status, title, ...(details ? { details } : {}), fix });

const AFTER_TOKEN = ['number', 'subscription', 'webhook', 'signature', 'clock'];
const unlooked = (id: string) =>
  trouble(id, 'unknown', 'Not looked at', 'Mend the token first.', 'WhatsApp tells nothing without a token.');

const LOOK_AGAIN = 'Look again in a minute. When it stays so: can this server reach the internet?';

/** What could not be read, in the words of the dictionary. */
function unread(id: string, title: string, { failure, outcome }: NotRead): HealthCheck {
  const status = outcome === 'not_accepted' ? 'warning' : 'failed';
  const { advice, fixedBy } = explainFailure(failure.code);
  const fix = fixedBy === 'itself' ? LOOK_AGAIN : advice; // a message is tried again by itself, a look is not
  return trouble(id, status, title, fix, `${failure.title} (${failure.code})`);
}

/** The token looks at itself. It has to stand in the address here; Meta knows no other way. */
const readToken = (graph: Graph, token: string) => graph.read(`debug_token?input_token=${encodeURIComponent(token)}`);

const PERMISSIONS = ['whatsapp_business_messaging', 'whatsapp_business_management'];
const NEW_TOKEN =
  'Create a token of a system user without an end, with both permissions, and enter it under Settings → Channels (or as WHATSAPP_ACCESS_TOKEN). See docs/whatsapp.md.';
const SOON_MS = 7 * DAY;

function checkToken(token: Awaited<ReturnType<typeof readToken>>, now: Date): HealthCheck[] {
  if (token.outcome !== 'answered') {
    if (token.outcome === 'held')
      return [trouble('token', 'failed', 'The token is not accepted', NEW_TOKEN, token.failure.title)];
    return [unread('token', 'The token could not be looked at', token)].map((check) => ({
      ...check,
      status: 'warning',
    }));
  }
  const data = objectAt(token.body, 'data') ?? {};
  if (flagAt(data, 'is_valid') === false) {
    const why = textAt(objectAt(data, 'error') ?? {}, 'message');
    return [trouble('token', 'failed', 'The token is not valid', NEW_TOKEN, why)];
  }
  return [expiryCheck(numberAt(data, 'expires_at') ?? 0, now), permissionCheck(data)];
}

/** @param expiresAt in seconds; 0: never. */
function expiryCheck(expiresAt: number, now: Date): HealthCheck {
  if (expiresAt === 0) return ok('token', 'The token is valid and does not end');
  const end = new Date(expiresAt * SECOND);
  if (end <= now) return trouble('token', 'failed', `The token ended at ${end.toISOString()}`, NEW_TOKEN);
  const title = `The token is valid until ${end.toISOString()}`;
  return end <= later(now, SOON_MS) ? trouble('token', 'warning', title, NEW_TOKEN) : ok('token', title);
}

function permissionCheck(data: Json): HealthCheck {
  const scopes = listAt(data, 'scopes');
  const missing = PERMISSIONS.filter((permission) => !scopes.includes(permission));
  if (missing.length === 0) return ok('permissions', 'The token has both permissions');
  return trouble('permissions', 'failed', `The token lacks ${missing.join(' and ')}`, NEW_TOKEN);
}

type NumberAnswer = { outcome: 'read'; number: NumberView } | NotRead;

function checkNumber(answer: NumberAnswer): HealthCheck[] {
  if (answer.outcome !== 'read') return [unread('number', 'The number could not be read', answer)];
  const { number } = answer;
  return [sendCheck(number), nameCheck(number), qualityCheck(number), limitCheck(number)].filter((one) => one !== null);
}

function sendCheck({ displayPhoneNumber, verifiedName, status, canSend, problems }: NumberView): HealthCheck {
  const who = [displayPhoneNumber, verifiedName].filter(Boolean).join(', ');
  const [first] = problems;
  const details = problems.map(({ code, description }) => `${description} (${code})`).join(' ') || undefined;
  const fix = first?.solution ?? 'Look at the number in WhatsApp Manager.';
  if (status !== null && status !== 'CONNECTED') {
    const register = 'Register the number (docs/whatsapp.md, step 5), or look at it in WhatsApp Manager.';
    return trouble(
      'number',
      'failed',
      `The number is ${status}, not CONNECTED: ${who}`,
      first ? fix : register,
      details,
    );
  }
  if (canSend === 'BLOCKED') return trouble('number', 'failed', `The number may not send: ${who}`, fix, details);
  if (canSend === 'LIMITED')
    return trouble('number', 'warning', `The number may not send everything: ${who}`, fix, details);
  return ok('number', `The number works: ${who}`);
}

function nameCheck({ nameStatus }: NumberView): HealthCheck | null {
  if (nameStatus === null || !['DECLINED', 'EXPIRED', 'PENDING_REVIEW'].includes(nameStatus)) return null;
  return trouble(
    'name',
    'warning',
    `The display name is ${nameStatus}`,
    'Look at the display name in WhatsApp Manager.',
  );
}

function qualityCheck({ quality }: NumberView): HealthCheck {
  const fix = 'People block or report messages. Send less marketing, and only to those who asked for it.';
  if (quality === 'RED') return trouble('quality', 'failed', 'The quality of the number is low (RED)', fix);
  if (quality === 'YELLOW') return trouble('quality', 'warning', 'The quality of the number is medium (YELLOW)', fix);
  return ok(
    'quality',
    quality === 'GREEN' ? 'The quality of the number is high (GREEN)' : 'The quality is not rated yet',
  );
}

function limitCheck({ messagingLimit, throughput, onPhoneApp }: NumberView): HealthCheck {
  const speed = onPhoneApp ? '20 messages a second (also used in the WhatsApp Business app)' : SPEEDS[throughput ?? ''];
  const tier = messagingLimit ? (TIERS[messagingLimit] ?? messagingLimit) : 'not told';
  return ok('limits', `People who can be written to first in a day: ${tier}`, speed ?? 'throughput not told');
}

/** @see WhatsApp Business Platform, "Messaging limits" and "Throughput" */
const TIERS: Partial<Record<string, string>> = {
  TIER_50: '50',
  TIER_250: '250 (verify the business for more)',
  TIER_1K: '1,000',
  TIER_2K: '2,000',
  TIER_10K: '10,000',
  TIER_100K: '100,000',
  TIER_UNLIMITED: 'no limit',
};
const SPEEDS: Partial<Record<string, string>> = { STANDARD: '80 messages a second', HIGH: '1,000 messages a second' };

async function subscriptionCheck(graph: Graph, wabaId: string | null, appId: string | null): Promise<HealthCheck> {
  const id = 'subscription';
  if (!wabaId) {
    const fix =
      'Enter the id of the WhatsApp Business Account under Settings → Channels (or as WHATSAPP_BUSINESS_ACCOUNT_ID).';
    return trouble(id, 'warning', 'The account is not known', fix);
  }
  const answer = await graph.read(`${encodeURIComponent(wabaId)}/subscribed_apps`);
  if (answer.outcome !== 'answered') return unread(id, 'The subscriptions of the account could not be read', answer);
  const apps = listAt(answer.body, 'data')
    .filter(isObject)
    .map((app) => idAt(objectAt(app, 'whatsapp_business_api_data') ?? app, 'id'));
  const isThere = appId === null ? apps.length > 0 : apps.includes(appId);
  if (isThere) return ok(id, 'The app is subscribed to the account');
  const fix = `Subscribe it: POST /${wabaId}/subscribed_apps with the token (docs/whatsapp.md, step 5).`;
  return trouble(id, 'failed', 'The app is not subscribed to the account: no webhook will come', fix);
}

/** What Parlour does something with; `messages` is what it cannot live without. @see docs/whatsapp.md */
const FIELDS = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'template_category_update',
  'phone_number_quality_update',
  'business_capability_update',
  'account_update',
  'account_review_update',
  'user_preferences',
  'user_id_update',
];

/** Where Meta calls us and with what, and whether that address answers as it must. */
async function webhookChecks(
  graph: Graph,
  appId: string | null,
  secret: string | undefined,
  webhookUrl: string | null,
): Promise<HealthCheck[]> {
  const subscription = appId && secret ? await readSubscription(graph, appId, secret) : null;
  const address = subscription?.callbackUrl ?? webhookUrl;
  const signed: Signed | null = secret && address ? { address, secret } : null;
  const round = signed
    ? await signatureCheck(signed)
    : trouble('signature', 'unknown', 'The signature could not be tried', 'Set PUBLIC_URL to the address Meta calls.');
  return [fieldCheck(subscription, webhookUrl), round];
}

type Subscription = { callbackUrl: string | null; fields: string[] };

/** The app itself is asked; where only its user may ask, that one asks. */
async function readSubscription(graph: Graph, appId: string, secret: string): Promise<Subscription | null> {
  const path = `${encodeURIComponent(appId)}/subscriptions`;
  const asApp = await graph.read(path, { authorization: `Bearer ${appId}|${secret}` });
  const answer = asApp.outcome === 'answered' ? asApp : await graph.read(path);
  if (answer.outcome !== 'answered') return null;
  const ours = listAt(answer.body, 'data')
    .filter(isObject)
    .find((one) => one.object === 'whatsapp_business_account');
  const fields = listAt(ours ?? {}, 'fields').map((field) => (isObject(field) ? idAt(field, 'name') : String(field)));
  return {
    callbackUrl: textAt(ours ?? {}, 'callback_url') ?? null,
    fields: fields.filter((name) => name !== undefined),
  };
}

function fieldCheck(subscription: Subscription | null, webhookUrl: string | null): HealthCheck {
  const id = 'webhook';
  const where = 'WhatsApp → Configuration in the dashboard of the app (docs/whatsapp.md, step 5)';
  if (!subscription)
    return trouble(id, 'unknown', 'The webhook of the app could not be read', `Look at it in ${where}.`);
  const { callbackUrl, fields } = subscription;
  const wanted = webhookUrl ?? 'https://<your address>/webhooks/whatsapp';
  if (!callbackUrl) return trouble(id, 'failed', 'No webhook is set', `Enter ${wanted} in ${where}.`);
  const missing = FIELDS.filter((field) => !fields.includes(field));
  if (missing.includes('messages'))
    return trouble(id, 'failed', 'The webhook is not subscribed to messages', `Subscribe it in ${where}.`);
  if (webhookUrl && callbackUrl !== webhookUrl) {
    const fix = `Enter ${webhookUrl} in ${where}, or correct PUBLIC_URL.`;
    return trouble(id, 'warning', 'Meta calls another address than this one', fix, callbackUrl);
  }
  if (missing.length > 0)
    return trouble(id, 'warning', 'The webhook lacks fields', `Subscribe it in ${where}.`, missing.join(', '));
  return ok(id, 'The webhook has all fields', callbackUrl);
}

/** Windows and limits are counted in Meta's time. A minute more or less changes nothing; then replies begin to fail. */
const SKEW_WARNING_MS = 30 * SECOND;
const SKEW_FAILED_MS = 120 * SECOND;

function clockCheck(graph: Graph): HealthCheck {
  const skew = graph.clockSkewMs();
  if (skew === null) return trouble('clock', 'unknown', 'The clocks could not be compared', 'Look again later.');
  const seconds = Math.round(Math.abs(skew) / SECOND);
  if (Math.abs(skew) < SKEW_WARNING_MS) return ok('clock', `The clocks agree within ${Math.max(2, seconds)} s`);
  const title = `The clock of the database is ${seconds} s ${skew > 0 ? 'behind' : 'ahead of'} WhatsApp`;
  const fix = 'Let the machine of the database set its clock by NTP.';
  return trouble('clock', Math.abs(skew) < SKEW_FAILED_MS ? 'warning' : 'failed', title, fix);
}
