import { chatBetween, isServiceWindowOpen } from '../chats.ts';
import { digitsOf } from '../identity.ts';
import { identityHashOf } from '../identity-hash.ts';
import type { Json } from '../json.ts';
import { accountOf } from '../meta/account.ts';
import { countMarketing, hearsMarketing } from '../meta/marketing.ts';
import { numberState } from '../meta/number-state.ts';
import { countReached, isLimitReached, portfolioOf } from '../meta/portfolio.ts';
import { countryOf } from '../meta/rate-card.ts';
import type { BusinessPhone, Failure, Message, Person } from '../records.ts';
import { pricingTypeOf } from '../webhooks/pricing.ts';
import type { World } from '../world.ts';
import { failureOf, GraphError, invalidParameter } from './errors.ts';
import type { Sendable } from './sendable.ts';

/** Who a message goes to: known by number or by user id, or nobody. */
export type Recipient = { input: string; digits: string | null; userId: string | null; person: Person | null };

const WINDOW_CLOSED =
  'More than 24 hours have passed since the customer last wrote to this number. Send a template instead.';

/**
 * What Meta refuses before it takes a message.
 *
 * @throws GraphError
 * @see WhatsApp Business Platform, Error codes; which of them come at once is experience, not documentation
 */
export function refuseForbidden(
  world: World,
  business: BusinessPhone,
  to: Recipient,
  sendable: Sendable,
  body: Json,
): void {
  requireHealthy(world, business);
  const { digits, person, userId } = to;
  const { allowList, limits } = world.settings;
  if (allowList && !allowList.some((number) => digitsOf(number) === (person?.waId ?? digits))) {
    throw new GraphError(131030, {
      details:
        'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
    });
  }
  if (person && numberState(world, business).blocked.includes(person.waId)) {
    throw new GraphError(130403, { details: 'The recipient is on the block list of this number.' });
  }
  const { recipient_identity_key_hash: hash } = body;
  if (hash !== undefined && person && hash !== identityHashOf(person)) {
    throw new GraphError(137000, { details: 'The identity of the recipient has changed.' });
  }
  if (userId !== null && sendable.category === 'authentication') {
    throw new GraphError(131062, { details: 'Authentication templates need a phone number.' });
  }
  if (limits.window === 'answer' && isOutsideWindow(world, business, person, sendable)) {
    throw new GraphError(131047, { details: WINDOW_CLOSED });
  }
}

/** The number is registered and not being changed, the account in good standing. */
function requireHealthy(world: World, business: BusinessPhone): void {
  const state = numberState(world, business);
  if (state.status === 'BANNED') throw new GraphError(131031, { details: 'The number is banned.' });
  if (state.status !== 'CONNECTED' && state.status !== 'FLAGGED' && state.status !== 'RESTRICTED') {
    throw new GraphError(133010, { details: 'Register the number before sending with it.' });
  }
  if (state.maintenanceUntil !== null && world.clock.now().getTime() < state.maintenanceUntil) {
    throw new GraphError(131057, { details: 'The throughput of the number is being raised.' });
  }
  const { standing } = accountOf(world, business.wabaId);
  if (standing === 'restricted')
    throw new GraphError(368, { details: 'The account is restricted for a policy violation.' });
  if (standing === 'locked') throw new GraphError(131031, { details: 'The account has been locked.' });
}

/** What Meta finds out only after it has said 200. */
export function failureBefore(
  world: World,
  business: BusinessPhone,
  person: Person | null,
  sendable: Sendable,
  message: Message,
): Failure | null {
  if (!person || person.blocked.includes(business.phoneNumberId)) return failureOf(131026, 'Message undeliverable.');
  if (world.settings.limits.window === 'status' && isOutsideWindow(world, business, person, sendable))
    return failureOf(131047, WINDOW_CLOSED);
  const { hasPayment } = accountOf(world, business.wabaId);
  if (!hasPayment && pricingTypeOf(message, message.at) === 'regular') {
    return failureOf(131042, 'There is a problem with the payment method of the account.');
  }
  const unwanted = sendable.category === 'marketing' ? marketingFailure(world, business, person) : null;
  if (unwanted) return unwanted;
  if (
    startsConversation(world, message) &&
    isLimitReached(world, portfolioOf(world, business.portfolioId), person.waId)
  ) {
    return failureOf(131048, 'The messaging limit of the business portfolio is reached.');
  }
  return sendable.failure ?? null;
}

/** A message that goes counts toward what a portfolio and a person may get. */
export function countSent(world: World, business: BusinessPhone, person: Person, message: Message): void {
  if (message.failure) return;
  if (startsConversation(world, message)) countReached(world, portfolioOf(world, business.portfolioId), person.waId);
  if (message.category === 'marketing') countMarketing(world, person);
}

/** `POST /{PHONE_NUMBER_ID}/marketing_messages` takes templates only, and has two keys of its own. */
export function requireMarketingShape(body: Json): void {
  if (body.type !== 'template') throw new GraphError(131055, { details: 'Only templates can be sent here.' });
  const { product_policy: policy, message_activity_sharing: sharing } = body;
  if (policy !== undefined && policy !== 'CLOUD_API_FALLBACK' && policy !== 'STRICT') {
    throw invalidParameter('Param product_policy must be one of {CLOUD_API_FALLBACK, STRICT}.');
  }
  if (sharing !== undefined && typeof sharing !== 'boolean')
    throw invalidParameter('Param message_activity_sharing must be a boolean.');
}

function marketingFailure(world: World, business: BusinessPhone, person: Person): Failure | null {
  if (person.stopsMarketing?.includes(business.phoneNumberId)) {
    return failureOf(131050, 'The user has chosen to stop receiving marketing messages from this number.');
  }
  const isPaused = !world.settings.limits.marketingToUS && countryOf(person.waId) === 'US';
  if (isPaused || !hearsMarketing(world, business, person)) {
    return failureOf(131049, 'This message was not delivered to maintain healthy ecosystem engagement.');
  }
  return null;
}

function startsConversation(world: World, message: Message): boolean {
  return world.settings.limits.recipients && message.insideWindow !== true;
}

function isOutsideWindow(
  world: World,
  business: BusinessPhone,
  person: Person | null,
  { category }: Sendable,
): boolean {
  return (
    category === 'service' &&
    !(person && isServiceWindowOpen(world, chatBetween(world, person.id, business.phoneNumberId)))
  );
}
