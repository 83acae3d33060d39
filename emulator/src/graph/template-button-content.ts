import { isJson, type Json } from '../json.ts';
import type { TemplateButton } from '../phone-api.ts';
import type { BusinessPhone } from '../records.ts';
import type { TemplateButtonDefinition, TemplateComponent } from '../template-definition.ts';
import type { World } from '../world.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { isLonger } from './fields.ts';
import { productSections } from './interactive-actions.ts';
import type { SentButton, SentParts } from './template-sent.ts';
import { countMismatch, mismatch } from './template-values.ts';

/** What a send calls the button of each type. */
const SUB_TYPES: Record<TemplateButtonDefinition['type'], string> = {
  QUICK_REPLY: 'quick_reply',
  URL: 'url',
  PHONE_NUMBER: 'voice_call',
  COPY_CODE: 'copy_code',
  FLOW: 'flow',
  CATALOG: 'catalog',
  MPM: 'mpm',
  SPM: 'spm',
  VOICE_CALL: 'voice_call',
  CALL_PERMISSION_REQUEST: 'call_permission_request',
  REQUEST_CONTACT_INFO: 'request_contact_info',
};

/** @see client libraries; older pages of Meta's say 128 */
const LONGEST_PAYLOAD = 256;
/** @see WhatsApp Business Platform, Templates, Components, Buttons */
const LONGEST_COUPON = 15;

/** The buttons of a template or of one card, with what was sent for them. */
export function buttonsOf(
  world: World,
  business: BusinessPhone,
  components: TemplateComponent[],
  sent: SentParts,
): TemplateButton[] {
  const buttons = components.find((component) => component.type === 'BUTTONS')?.buttons ?? [];
  for (const index of sent.buttons.keys()) {
    if (index >= buttons.length) throw countMismatch('buttons', index + 1, buttons.length);
  }
  return buttons.map((button, index) => {
    const given = sent.buttons.get(index);
    if (given && given.subType !== SUB_TYPES[button.type]) {
      throw mismatch(`buttons: Button at index ${index} is of type ${button.type}, received ${given.subType}`);
    }
    return buttonOf(world, business, button, index, given);
  });
}

function buttonOf(
  world: World,
  business: BusinessPhone,
  button: TemplateButtonDefinition,
  index: number,
  given?: SentButton,
): TemplateButton {
  const parameter = given?.parameters[0];
  const missing = () =>
    new GraphError(131008, {
      details: `buttons: Button at index ${index} of type ${button.type} requires a parameter`,
    });
  switch (button.type) {
    case 'QUICK_REPLY':
      return { kind: 'quick_reply', title: button.text, payload: payloadOf(parameter, button.text) };
    case 'PHONE_NUMBER':
      return { kind: 'phone', title: button.text, phoneNumber: button.phone_number };
    case 'VOICE_CALL':
    case 'CALL_PERMISSION_REQUEST':
      return { kind: 'phone', title: button.text ?? 'Call', phoneNumber: business.displayNumber };
    case 'COPY_CODE':
      if (typeof parameter?.coupon_code !== 'string' || parameter.coupon_code === '') throw missing();
      if (isLonger(parameter.coupon_code, LONGEST_COUPON))
        throw mismatch(`buttons: a coupon code has at most ${LONGEST_COUPON} characters`);
      return { kind: 'copy_code', title: button.text ?? 'Copy offer code', code: parameter.coupon_code };
    case 'URL':
      if (!button.url.includes('{{')) return { kind: 'link', title: button.text, url: button.url };
      if (typeof parameter?.text !== 'string' || parameter.text === '') throw missing();
      return { kind: 'link', title: button.text, url: button.url.replace(/\{\{.+?\}\}/, () => String(parameter.text)) };
    case 'FLOW':
      return { kind: 'form', title: button.text, flowId: button.flow_id ?? button.flow_name ?? '' };
    case 'CATALOG':
      return { kind: 'catalogue', title: button.text ?? 'View catalog' };
    case 'MPM':
      if (!parameter) throw missing();
      return {
        kind: 'products',
        title: button.text ?? 'View items',
        sections: productSections(world, actionOf(parameter)),
      };
    case 'SPM':
      return { kind: 'catalogue', title: button.text ?? 'View' };
    case 'REQUEST_CONTACT_INFO':
      return { kind: 'contact_request', title: button.text ?? 'Share contact info' };
  }
}

function payloadOf(parameter: Json | undefined, fallback: string): string {
  const payload = parameter?.payload;
  if (typeof payload !== 'string' || payload === '') return fallback;
  if (isLonger(payload, LONGEST_PAYLOAD))
    throw invalidParameter(`Param payload must be at most ${LONGEST_PAYLOAD} characters long.`);
  return payload;
}

function actionOf(parameter: Json): Json {
  if (!isJson(parameter.action)) throw mismatch('buttons: the parameter needs an action');
  return parameter.action;
}
