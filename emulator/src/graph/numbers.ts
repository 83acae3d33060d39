import type { Json } from '../json.ts';
import type { BusinessPhone } from '../records.ts';
import type { World } from '../world.ts';
import { GraphError } from './errors.ts';
import type { GraphAnswer } from './faults.ts';

/** @see WhatsApp Business Platform, Throughput: STANDARD is 80 messages a second, HIGH 1,000. */
const HIGH_THROUGHPUT = 1_000;

const NUMBER_DEFAULTS = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'webhook_configuration',
];
const ACCOUNT_DEFAULTS = ['name', 'timezone_id', 'message_template_namespace'];

/** `GET /{PHONE_NUMBER_ID}?fields=…` */
export function readNumber(world: World, business: BusinessPhone, query: URLSearchParams): GraphAnswer {
  return answer(chosen(numberNode(world, business), NUMBER_DEFAULTS, query));
}

/** `GET /{WABA_ID}/phone_numbers` */
export function listNumbers(world: World, wabaId: string, query: URLSearchParams): GraphAnswer {
  const numbers = [...world.businesses.values()].filter((business) => business.wabaId === wabaId);
  return answer({
    data: numbers.map((business) => chosen(numberNode(world, business), NUMBER_DEFAULTS, query)),
    ...onePage,
  });
}

/** `GET /{WABA_ID}` */
export function readAccount(world: World, wabaId: string, query: URLSearchParams): GraphAnswer {
  const [first] = [...world.businesses.values()].filter((business) => business.wabaId === wabaId);
  const node = {
    id: wabaId,
    name: first?.verifiedName ?? '',
    timezone_id: '1',
    message_template_namespace: 'emulator',
    currency: 'USD',
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    country: 'US',
    health_status: { can_send_message: 'AVAILABLE', entities: [] },
  };
  return answer(chosen(node, ACCOUNT_DEFAULTS, query));
}

export function answer(body: Json): GraphAnswer {
  return { status: 200, body: JSON.stringify(body) };
}

export const onePage = { paging: { cursors: { before: 'MAZDZD', after: 'MAZDZD' } } };

function numberNode(world: World, business: BusinessPhone): Json {
  const url = world.poster.url();
  return {
    id: business.phoneNumberId,
    verified_name: business.verifiedName,
    display_phone_number: business.displayNumber,
    name_status: 'APPROVED',
    new_name_status: 'NONE',
    status: 'CONNECTED',
    quality_rating: 'GREEN',
    code_verification_status: 'VERIFIED',
    platform_type: 'CLOUD_API',
    throughput: { level: business.messagesPerSecond >= HIGH_THROUGHPUT ? 'HIGH' : 'STANDARD' },
    account_mode: 'LIVE',
    is_official_business_account: false,
    is_on_biz_app: false,
    health_status: {
      can_send_message: 'AVAILABLE',
      entities: [{ entity_type: 'PHONE_NUMBER', id: business.phoneNumberId, can_send_message: 'AVAILABLE' }],
    },
    whatsapp_business_manager_messaging_limit: 'TIER_UNLIMITED',
    messaging_limit_tier: 'TIER_UNLIMITED',
    ...(url === null ? {} : { webhook_configuration: { application: url } }),
    username: null,
  };
}

/** The fields asked for, and the id always. */
function chosen(node: Json, defaults: string[], query: URLSearchParams): Json {
  const asked =
    query
      .get('fields')
      ?.split(',')
      .map((field) => field.trim())
      .filter(Boolean) ?? defaults;
  const fields: Json = {};
  for (const field of asked) {
    const name = field.replace(/[.{(].*$/, '');
    if (!(name in node) && !defaults.includes(name))
      throw new GraphError(100, { title: `Tried accessing nonexisting field (${name})` });
    if (name in node) fields[name] = node[name];
  }
  return { ...fields, id: node.id };
}
