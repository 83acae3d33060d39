import { ping } from './forms/exchange.ts';
import { type CostLine, costsOf } from './graph/analytics.ts';
import { templateById } from './graph/templates.ts';
import type { Json } from './json.ts';
import { type Account, accountOf, saveAccount } from './meta/account.ts';
import { editByHand, revokeByHand, tellContacts, tellHistory, writeByHand } from './meta/business-app.ts';
import { findFlow } from './meta/flows.ts';
import { renewIdentity } from './meta/identity-check.ts';
import { type NumberState, numberState, type Quality } from './meta/number-state.ts';
import { raiseThroughput, review, setNumberQuality, setNumberStatus } from './meta/numbers.ts';
import { portfolioOf, reachedToday, setTier, type Tier } from './meta/portfolio.ts';
import { tellAccount } from './meta/tell-account.ts';
import type { Template, TemplateQuality } from './meta/template.ts';
import {
  decide,
  disable,
  findTemplate,
  judgeHeld,
  pace,
  pause,
  type ReviewRule,
  recategorise,
  setQuality,
  templatesOf,
  unpause,
} from './meta/templates.ts';
import { e164 } from './people.ts';
import type { ProductCard } from './phone-api.ts';
import { Refusal } from './phones/refusal.ts';
import type { BusinessPhone, Message, Person } from './records.ts';
import type { TemplateCategory } from './template-definition.ts';
import type { World } from './world.ts';

/** A template by name; the first language and account that has it when these are left out. Or by id. */
export type TemplateName = { name: string; language?: string; account?: string } | { id: string };

/**
 * Meta in the hands of a test: what Meta decides about templates, numbers and accounts, and what a person at the
 * business does in the WhatsApp Business app. Each verb tells the business by webhook, as Meta does.
 */
export type MetaDriver = {
  templates(account?: string): readonly Readonly<Template>[];
  number(number?: string): Readonly<NumberState>;
  account(account?: string): Readonly<Account>;

  /** How templates submitted from now on are reviewed: after how long, and with what outcome. */
  reviews(rule: Partial<ReviewRule>): void;
  approves(template: TemplateName): void;
  /** @param reason such as INVALID_FORMAT, PROMOTIONAL, SCAM. */
  rejects(template: TemplateName, reason?: string): void;
  /** The lowest quality, RED, also pauses: 3 hours, then 6, then the template is disabled. */
  rates(template: TemplateName, quality: TemplateQuality): void;
  pauses(template: TemplateName): void;
  unpauses(template: TemplateName): void;
  disables(template: TemplateName): void;
  /** Moves it to another category: announced a day ahead, or at once. */
  recategorises(template: TemplateName, category: TemplateCategory, how?: { announced?: boolean }): void;
  /** After `freeSends` more, messages are held until {@link MetaDriver.judges}. */
  paces(template: TemplateName, freeSends: number): void;
  judges(template: TemplateName, verdict: 'good' | 'bad'): void;

  ratesNumber(quality: Quality, number?: string): void;
  setsNumberStatus(status: NumberState['status'], number?: string): void;
  /** 80 to 1,000 messages a second; sends are refused with 131057 for `maintenanceMs`. */
  raisesThroughput(how?: { number?: string; maintenanceMs?: number }): void;
  /** Decides about a display name. */
  reviewsName(name: string, decision: 'APPROVED' | 'REJECTED' | 'DEFERRED' | 'PENDING', number?: string): void;
  /** How many people the portfolio of that number may write to first in a day. */
  setsTier(tier: Tier, number?: string): void;
  /** How many it wrote to first in the last 24 hours. */
  reachedToday(number?: string): number;
  /** `restricted` refuses sends with 368, `locked` with 131031. */
  setsStanding(standing: Account['standing'], account?: string): void;
  /** Without a payment method what costs fails with 131042. */
  setsPayment(isThere: boolean, account?: string): void;
  /** The code that SMS or voice would have brought after `request_code`. */
  verificationCode(number?: string): string | null;
  /** Any other news about an account, in Meta's words. */
  tells(field: string, value: Json, account?: string): void;
  /** The file behind an id is gone for good. */
  expiresMedia(mediaId: string): void;
  setsProducts(products: ProductCard[]): void;

  /** A person at the business writes with the WhatsApp Business app (coexistence). */
  writesByHand(customer: string, text: string, number?: string): Message;
  editsByHand(customer: string, messageId: string, text: string, number?: string): void;
  revokesByHand(customer: string, messageId: string, number?: string): void;
  tellsContacts(number?: string): void;
  tellsHistory(number?: string): void;

  /** A customer sets WhatsApp up anew; told to numbers that check identities. */
  renewsIdentity(customer: string): void;

  /** Asks a form's endpoint whether it is alive. */
  pings(flow: string, number?: string): Promise<boolean>;
  /** What delivered messages cost, by day, country and category; ISO days. */
  costs(from: string, to: string, account?: string): CostLine[];
};

export function metaDriver(world: World): MetaDriver {
  const business = (number?: string) => businessNamed(world, number);
  const accountId = (account?: string) => knownAccount(world, account);
  const template = (name: TemplateName) => templateNamed(world, name);
  return {
    templates: (account) => templatesOf(world, accountId(account)),
    number: (number) => numberState(world, business(number)),
    account: (account) => accountOf(world, accountId(account)),

    reviews: (rule) => {
      world.settings.review = { ...world.settings.review, ...rule };
    },
    approves: (name) => decide(world, template(name), 'APPROVED', ''),
    rejects: (name, reason = 'INVALID_FORMAT') => decide(world, template(name), 'REJECTED', reason),
    rates: (name, quality) => setQuality(world, template(name), quality),
    pauses: (name) => pause(world, template(name)),
    unpauses: (name) => unpause(world, template(name)),
    disables: (name) => disable(world, template(name)),
    recategorises: (name, category, { announced = true } = {}) =>
      recategorise(world, template(name), category, announced),
    paces: (name, freeSends) => pace(world, template(name), freeSends),
    judges: (name, verdict) => judgeHeld(world, template(name), verdict),

    ratesNumber: (quality, number) => setNumberQuality(world, business(number), quality),
    setsNumberStatus: (status, number) => setNumberStatus(world, business(number), status),
    raisesThroughput: ({ number, maintenanceMs = 60_000 } = {}) =>
      raiseThroughput(world, business(number), maintenanceMs),
    reviewsName: (name, decision, number) => review(world, business(number), name, decision),
    setsTier: (tier, number) => setTier(world, portfolioOf(world, business(number).portfolioId), tier),
    reachedToday: (number) => reachedToday(world, portfolioOf(world, business(number).portfolioId)),
    setsStanding: (standing, account) => setStanding(world, accountId(account), standing),
    setsPayment: (isThere, account) => {
      const known = accountOf(world, accountId(account));
      known.hasPayment = isThere;
      saveAccount(world, known);
    },
    verificationCode: (number) => numberState(world, business(number)).code,
    tells: (field, value, account) => tellAccount(world, accountId(account), { field, value, summary: 'by hand' }),
    expiresMedia: (mediaId) => {
      if (!world.media.remove(mediaId)) throw new Refusal(404, `There is no file ${mediaId}.`);
    },
    setsProducts: (products) => {
      world.settings.products = products;
    },

    writesByHand: (customer, text, number) => writeByHand(world, business(number), personAt(world, customer), text),
    editsByHand: (customer, id, text, number) =>
      editByHand(world, business(number), personAt(world, customer), id, text),
    revokesByHand: (customer, id, number) => revokeByHand(world, business(number), personAt(world, customer), id),
    tellsContacts: (number) => tellContacts(world, business(number)),
    tellsHistory: (number) => tellHistory(world, business(number)),

    renewsIdentity: (customer) => renewIdentity(world, personAt(world, customer)),

    async pings(flow, number) {
      const from = business(number);
      const known = findFlow(world, from.wabaId, flow);
      if (!known) throw new Refusal(404, `There is no form ${flow}.`);
      return ping(world, from, known);
    },
    costs: (from, to, account) =>
      costsOf(world, accountId(account), Date.parse(from) / 1000, Date.parse(to) / 1000, 'DAILY'),
  };
}

/** An account_update goes with it; the keys beside `event` are those of the reference. */
function setStanding(world: World, wabaId: string, standing: Account['standing']): void {
  const account = accountOf(world, wabaId);
  if (account.standing === standing) return;
  account.standing = standing;
  saveAccount(world, account);
  const value: Json =
    standing === 'restricted'
      ? { event: 'ACCOUNT_RESTRICTION', restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING' }] }
      : { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: standing === 'locked' ? 'DISABLE' : 'REINSTATE' } };
  tellAccount(world, wabaId, { field: 'account_update', value, summary: standing });
}

function templateNamed(world: World, given: TemplateName): Template {
  const found = 'id' in given ? templateById(world, given.id) : named(world, given);
  if (!found) throw new Refusal(404, `There is no template ${'id' in given ? given.id : given.name}.`);
  return found;
}

function named(
  world: World,
  { name, language, account }: Extract<TemplateName, { name: string }>,
): Template | undefined {
  const wabaId = account === undefined ? undefined : knownAccount(world, account);
  if (language !== undefined && wabaId !== undefined) return findTemplate(world, wabaId, name, language);
  return [...world.accounts.keys()]
    .filter((id) => wabaId === undefined || id === wabaId)
    .flatMap((id) => templatesOf(world, id))
    .find((template) => template.name === name && (language === undefined || template.language === language));
}

function businessNamed(world: World, name: string | undefined): BusinessPhone {
  const all = [...world.businesses.values()];
  const found =
    name === undefined
      ? all[0]
      : all.find((one) => [one.phoneNumberId, one.displayNumber, one.verifiedName].includes(name));
  if (!found) throw new Refusal(404, `There is no business number ${name ?? ''}.`);
  return found;
}

function knownAccount(world: World, account: string | undefined): string {
  const [first] = world.accounts.keys();
  const id = account ?? first;
  if (id === undefined || !world.accounts.has(id)) throw new Refusal(404, `There is no account ${account ?? ''}.`);
  return id;
}

function personAt(world: World, number: string): Person {
  const person = world.peopleByDigits.get((e164(number) ?? '').slice(1));
  if (!person) throw new Refusal(404, `Nobody has the number ${number}.`);
  return person;
}
