import type { Json } from '../json.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { type NumberState, numberState, type Quality, saveNumber } from './number-state.ts';
import { portfolioOf, TIERS } from './portfolio.ts';
import { tellAccount } from './tell-account.ts';

/** What Meta decides about a number. @see WhatsApp Business Platform, Webhooks, phone_number_quality_update and its siblings */

const HIGH_THROUGHPUT = 1_000;

/**
 * Customers liked or disliked what came from it. Meta has no webhook for the colour alone any more: it shows when the
 * number is read. A RED number is flagged.
 */
export function setNumberQuality(world: World, business: BusinessPhone, quality: Quality): void {
  const state = numberState(world, business);
  state.quality = quality;
  if (quality === 'RED' && state.status === 'CONNECTED') state.status = 'FLAGGED';
  else if (quality !== 'RED' && state.status === 'FLAGGED') state.status = 'CONNECTED';
  saveNumber(world, state);
}

export function setNumberStatus(world: World, business: BusinessPhone, status: NumberState['status']): void {
  const state = numberState(world, business);
  state.status = status;
  saveNumber(world, state);
}

/** To 1,000 messages a second, after a pause in which nothing can be sent. */
export function raiseThroughput(world: World, business: BusinessPhone, maintenanceMs: number): void {
  const state = numberState(world, business);
  state.maintenanceUntil = world.clock.now().getTime() + maintenanceMs;
  saveNumber(world, state);
  finishRaising(world, business, state.maintenanceUntil);
}

/** Goes on with what was under way when the process ended. */
export function goOnWithNumbers(world: World): void {
  for (const business of world.businesses.values()) {
    const { maintenanceUntil } = numberState(world, business);
    if (maintenanceUntil !== null) finishRaising(world, business, maintenanceUntil);
  }
}

function finishRaising(world: World, business: BusinessPhone, due: number): void {
  world.timers.start(Math.max(0, due - world.clock.now().getTime()), () => {
    const state = numberState(world, business);
    state.maintenanceUntil = null;
    state.messagesPerSecond = HIGH_THROUGHPUT;
    saveNumber(world, state);
    const { tier } = portfolioOf(world, business.portfolioId);
    tellNumber(world, business, 'phone_number_quality_update', 'THROUGHPUT_UPGRADE', {
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: TIERS[tier] ?? tier,
    });
  });
}

/** A new display name was asked for, and this is what became of it. */
export function review(
  world: World,
  business: BusinessPhone,
  name: string,
  decision: 'APPROVED' | 'REJECTED' | 'DEFERRED' | 'PENDING',
): void {
  const state = numberState(world, business);
  state.newNameStatus = decision === 'REJECTED' ? 'DECLINED' : decision === 'APPROVED' ? 'APPROVED' : 'PENDING_REVIEW';
  if (decision === 'APPROVED') state.verifiedName = name;
  saveNumber(world, state);
  tellNumber(world, business, 'phone_number_name_update', `${name} ${decision}`, {
    decision,
    requested_verified_name: name,
    rejection_reason: decision === 'REJECTED' ? 'NAME_FORMAT_UNACCEPTABLE' : null,
  });
}

function tellNumber(world: World, business: BusinessPhone, field: string, what: string, value: Json): void {
  tellAccount(world, business.wabaId, {
    field,
    value: { display_phone_number: business.digits, ...value },
    summary: `${business.displayNumber}: ${what}`,
  });
}
