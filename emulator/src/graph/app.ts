import { isJson, said } from '../json.ts';
import { saveApp } from '../meta/app.ts';
import { verifyCallback } from '../webhooks/verification.ts';
import { answer, type Call, parametersOf, type Reply, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';

/** `GET /{APP_ID}/subscriptions` and `/app/subscriptions`: callback URL and fields. */
export function readSubscriptions({ world }: Call): Reply {
  const fields = world.app.fields ?? FIELDS;
  const url = world.poster.url();
  return answer({
    data:
      url === null
        ? []
        : [
            {
              object: OBJECT,
              callback_url: url,
              active: true,
              fields: fields.map((name) => ({ name, version: `v${world.settings.webhookVersion}.0` })),
            },
          ],
  });
}

/** `POST /{APP_ID}/subscriptions`: `object`, `callback_url`, `verify_token` and `fields`; the URL is verified first. */
export async function changeSubscriptions(call: Call): Promise<Reply> {
  const { world } = call;
  const given = await parametersOf(call);
  if (given.object !== OBJECT) throw invalidParameter(`Param object must be ${OBJECT}.`);
  const fields = fieldsIn(given.fields);
  const { callback_url: url, verify_token: token } = given;
  if (url !== undefined) {
    if (typeof url !== 'string' || !URL.canParse(url))
      throw invalidParameter('Param callback_url must be a valid URI.');
    if (typeof token !== 'string') throw invalidParameter('The parameter verify_token is required.');
    await verifyCallback(url, token).catch((problem: Error) => {
      throw new GraphError(2200, {
        title: `Callback verification failed with the following errors: ${problem.message}`,
      });
    });
    world.poster.pointAt(url);
  }
  world.app.fields = fields;
  saveApp(world);
  return success();
}

/** `DELETE /{APP_ID}/subscriptions`: nothing is told any more. */
export function removeSubscriptions({ world }: Call): Reply {
  world.app.fields = [];
  saveApp(world);
  return success();
}

const OBJECT = 'whatsapp_business_account';

/** Names as a list, or with commas between. */
function fieldsIn(given: unknown): string[] {
  const names = typeof given === 'string' ? given.split(',') : Array.isArray(given) ? given : [];
  const fields = names.map((name) => (isJson(name) ? said(name.name) : said(name).trim())).filter(Boolean);
  const unknown = fields.find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw invalidParameter(`Param fields has an unknown field ${unknown}.`);
  if (fields.length === 0) throw invalidParameter('The parameter fields is required.');
  return fields;
}

/** @see WhatsApp Business Platform, Webhooks, Fields */
export const FIELDS = [
  'messages',
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
  'phone_number_quality_update',
  'phone_number_name_update',
  'business_capability_update',
  'account_update',
  'account_review_update',
  'account_alerts',
  'security',
  'user_preferences',
  'user_id_update',
  'business_username_update',
  'message_echoes',
  'smb_message_echoes',
  'smb_app_state_sync',
  'history',
  'calls',
  'group_lifecycle_update',
  'group_participants_update',
  'group_settings_update',
  'group_status_update',
  'flows',
  'automatic_events',
  'partner_solutions',
  'payment_configuration_update',
  'tracking_events',
  'consumer_profile',
  'messaging_handovers',
  'account_settings_update',
];
