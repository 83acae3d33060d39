import { savePerson } from '../people.ts';
import type { BusinessPhone, Person } from '../records.ts';
import { tellBusiness } from '../webhooks/announce.ts';
import { contactOf, metadataOf } from '../webhooks/payloads.ts';
import type { World } from '../world.ts';
import { countryOf } from './rate-card.ts';

/** What one person gets of marketing, and whether they want it. @see WhatsApp Business Platform, Per-user marketing limits */

const DAY_MS = 24 * 3_600_000;

/** Where the per-user limit is not active: the European Economic Area, the United Kingdom, Japan and South Korea. */
const UNLIMITED_COUNTRIES = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO GB JP KR'.split(' '),
);

/**
 * The customer stops or resumes offers of one business number on the phone. The business is told by `user_preferences`.
 *
 * @see WhatsApp Business Platform, Webhooks, user_preferences
 */
export function preferMarketing(world: World, person: Person, business: BusinessPhone, value: 'stop' | 'resume'): void {
  const stopped = person.stopsMarketing ?? [];
  if (stopped.includes(business.phoneNumberId) === (value === 'stop')) return;
  person.stopsMarketing =
    value === 'stop' ? [...stopped, business.phoneNumberId] : stopped.filter((id) => id !== business.phoneNumberId);
  savePerson(world, person);
  const { profile: _, ...who } = contactOf(business, person);
  tellBusiness(world, business, {
    field: 'user_preferences',
    value: {
      messaging_product: 'whatsapp',
      metadata: metadataOf(business),
      contacts: [contactOf(business, person)],
      user_preferences: [
        {
          ...who,
          detail: `User requested to ${value} marketing messages`,
          category: 'marketing_messages',
          value,
          timestamp: Math.floor(world.clock.now().getTime() / 1000),
        },
      ],
    },
    summary: `${person.name} wants marketing to ${value}`,
  });
}

/**
 * Whether marketing may still reach the person today. Trying again while it may not bars the person for another day.
 *
 * @see Per-user marketing limits: adaptive, across all businesses; the number is a setting here
 */
export function hearsMarketing(world: World, business: BusinessPhone, person: Person): boolean {
  const most = world.settings.limits.marketingPerPerson;
  if (most === null || isUnlimited(business, person)) return true;
  const now = world.clock.now().getTime();
  const lately = (person.marketingHeard ?? []).filter((at) => at > now - DAY_MS);
  if (now >= (person.marketingBarredUntil ?? 0) && lately.length < most) return true;
  person.marketingBarredUntil = now + DAY_MS;
  savePerson(world, person);
  return false;
}

export function countMarketing(world: World, person: Person): void {
  if (world.settings.limits.marketingPerPerson === null) return;
  const now = world.clock.now().getTime();
  person.marketingHeard = [...(person.marketingHeard ?? []).filter((at) => at > now - DAY_MS), now];
  savePerson(world, person);
}

function isUnlimited(business: BusinessPhone, person: Person): boolean {
  return [business.digits, person.waId].some((digits) => UNLIMITED_COUNTRIES.has(countryOf(digits)));
}
