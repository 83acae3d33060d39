import type { Json } from '../json.ts';
import { accountOf, saveAccount } from '../meta/account.ts';
import { numberState, saveNumber } from '../meta/number-state.ts';
import { limitOf, portfolioOf } from '../meta/portfolio.ts';
import type { BusinessPhone } from '../records.ts';
import { verifyCallback } from '../webhooks/verification.ts';
import type { World } from '../world.ts';
import { analyticsOf } from './analytics.ts';
import { type AccountCall, answer, type NumberCall, parametersOf, type Reply, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { objectAt } from './fields.ts';
import { chosen, paged } from './nodes.ts';
import { changePin } from './registration.ts';

/** @see WhatsApp Business Platform, Throughput: STANDARD is 80 messages a second, HIGH 1,000. */
const HIGH_THROUGHPUT = 1_000;
/** @see Webhooks, Overrides */
const LONGEST_CALLBACK = 200;

const NUMBER_FIELDS = [
  'verified_name',
  'code_verification_status',
  'display_phone_number',
  'quality_rating',
  'platform_type',
  'throughput',
  'webhook_configuration',
];
const ACCOUNT_FIELDS = ['name', 'timezone_id', 'message_template_namespace'];

/** `GET /{PHONE_NUMBER_ID}?fields=…` */
export function readNumber({ world, business, query }: NumberCall): Reply {
  return answer(chosen(numberNode(world, business), NUMBER_FIELDS, query));
}

/** `POST /{PHONE_NUMBER_ID}`: a new two-step PIN, or a callback URL of its own. */
export async function changeNumber(call: NumberCall): Promise<Reply> {
  const given = await parametersOf(call);
  if (given.pin !== undefined) return changePin(call, given.pin);
  if (given.webhook_configuration === undefined)
    throw invalidParameter('One of pin and webhook_configuration is required.');
  const configuration = objectAt(given, 'webhook_configuration', 'webhook_configuration');
  const state = numberState(call.world, call.business);
  state.callback = await callbackIn(configuration);
  saveNumber(call.world, state);
  return success();
}

/** `GET /{WABA_ID}/phone_numbers` */
export function listNumbers(call: AccountCall): Reply {
  const { world, account, query } = call;
  const numbers = [...world.businesses.values()].filter(({ wabaId }) => wabaId === account.wabaId);
  return answer(
    paged(
      call,
      numbers.map((business) => chosen(numberNode(world, business), NUMBER_FIELDS, query)),
    ),
  );
}

/** `GET /{WABA_ID}` */
export function readAccount({ world, account, query }: AccountCall): Reply {
  const [first] = [...world.businesses.values()].filter(({ wabaId }) => wabaId === account.wabaId);
  const status = account.standing === 'good' ? 'AVAILABLE' : 'BLOCKED';
  const node = {
    id: account.wabaId,
    name: first?.verifiedName ?? '',
    timezone_id: '1',
    message_template_namespace: 'emulator',
    currency: 'USD',
    account_review_status: 'APPROVED',
    business_verification_status: 'verified',
    country: account.country,
    health_status: { can_send_message: status, entities: [] },
    whatsapp_business_manager_messaging_limit: first && limitOf(portfolioOf(world, first.portfolioId)),
    primary_business_location: account.country,
    ...analyticsOf(world, account.wabaId, query),
  };
  return answer(chosen(node, ACCOUNT_FIELDS, query));
}

/** `GET /{WABA_ID}/subscribed_apps` */
export function listSubscriptions({ world, account }: AccountCall): Reply {
  const { callback } = account;
  const app = {
    whatsapp_business_api_data: { id: world.settings.appId, name: 'Emulator', link: 'https://example.com' },
    ...(callback === null ? {} : { override_callback_uri: callback }),
  };
  return answer({ data: account.subscribed ? [app] : [] });
}

/** `POST /{WABA_ID}/subscribed_apps`; without a body a callback of the account's own is removed. */
export async function subscribe(call: AccountCall): Promise<Reply> {
  const { world, account } = call;
  account.callback = await callbackIn(await parametersOf(call));
  account.subscribed = true;
  saveAccount(world, account);
  return success();
}

export function unsubscribe({ world, account }: AccountCall): Reply {
  account.subscribed = false;
  account.callback = null;
  saveAccount(world, account);
  return success();
}

/** @returns null when no override is asked for. @throws when it does not pass verification. */
async function callbackIn(given: Json): Promise<string | null> {
  const { override_callback_uri: uri, verify_token: token } = given;
  if (uri === undefined || uri === null || uri === '') return null;
  if (typeof uri !== 'string' || !URL.canParse(uri) || !/^https?:/.test(uri)) {
    throw invalidParameter('Param override_callback_uri must be a valid URI.');
  }
  if (uri.length > LONGEST_CALLBACK)
    throw invalidParameter(`Param override_callback_uri has at most ${LONGEST_CALLBACK} characters.`);
  if (typeof token !== 'string' || token === '') throw invalidParameter('The parameter verify_token is required.');
  try {
    await verifyCallback(uri, token);
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    throw new GraphError(2200, { title: `Callback verification failed with the following errors: ${reason}` });
  }
  return uri;
}

function numberNode(world: World, business: BusinessPhone): Json {
  const state = numberState(world, business);
  const account = accountOf(world, business.wabaId);
  const application = world.poster.url();
  const canSend = state.status !== 'CONNECTED' || account.standing !== 'good' ? 'BLOCKED' : 'AVAILABLE';
  const limit = limitOf(portfolioOf(world, business.portfolioId));
  return {
    id: business.phoneNumberId,
    verified_name: state.verifiedName,
    display_phone_number: business.displayNumber,
    name_status: state.nameStatus,
    new_name_status: state.newNameStatus,
    status: state.status,
    quality_rating: state.quality,
    quality_score: { score: state.quality },
    code_verification_status: state.codeStatus,
    platform_type: 'CLOUD_API',
    throughput: { level: state.messagesPerSecond >= HIGH_THROUGHPUT ? 'HIGH' : 'STANDARD' },
    account_mode: 'LIVE',
    is_official_business_account: false,
    is_on_biz_app: state.onBusinessApp,
    is_pin_enabled: state.pin !== null,
    health_status: {
      can_send_message: canSend,
      entities: [
        {
          entity_type: 'PHONE_NUMBER',
          id: business.phoneNumberId,
          can_send_message: state.status === 'CONNECTED' ? 'AVAILABLE' : 'BLOCKED',
        },
        {
          entity_type: 'WABA',
          id: business.wabaId,
          can_send_message: account.standing === 'good' ? 'AVAILABLE' : 'BLOCKED',
        },
        {
          entity_type: 'BUSINESS',
          id: business.portfolioId,
          can_send_message: account.hasPayment ? 'AVAILABLE' : 'LIMITED',
        },
        { entity_type: 'APP', id: world.settings.appId, can_send_message: 'AVAILABLE' },
      ],
    },
    whatsapp_business_manager_messaging_limit: limit,
    messaging_limit_tier: limit,
    webhook_configuration:
      application === null && state.callback === null && account.callback === null
        ? undefined
        : {
            ...(state.callback === null ? {} : { phone_number: state.callback }),
            ...(account.callback === null ? {} : { whatsapp_business_account: account.callback }),
            ...(application === null ? {} : { application }),
          },
    conversational_automation: { ...state.automation, id: business.phoneNumberId },
    username: state.username,
  };
}
