import { GraphError, invalidParameter } from '../graph/errors.ts';
import { listAt, optionalTextIn, textIn } from '../graph/fields.ts';
import { type Json, said } from '../json.ts';
import type { TemplateButtonDefinition } from '../template-definition.ts';

/** @see WhatsApp Business Platform, Templates, Components, Buttons */
const MOST = { all: 10, URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, CATALOG: 1, MPM: 1, SPM: 1, FLOW: 1 };
const LONGEST = { label: 25, url: 2_000, phone: 20, code: 15 };

/** Where the button of a one-time code leads, so that it is sent as a URL button with the code. */
const OTP_URL = 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}';

export function buttonsIn(component: Json): TemplateButtonDefinition[] {
  const buttons = listAt(component, 'buttons', "components['buttons']", 1, MOST.all).map(buttonIn);
  for (const [type, most] of Object.entries(MOST)) {
    const count = buttons.filter((button) => button.type === type).length;
    if (count > most)
      throw invalidParameter(`There are ${count} buttons of type ${type}; at most ${most} are allowed.`);
  }
  const quick = buttons.map(({ type }) => type === 'QUICK_REPLY');
  if (quick.includes(true) && quick.slice(quick.indexOf(true), quick.lastIndexOf(true) + 1).includes(false)) {
    throw invalidParameter('Quick reply buttons and other buttons must stand in two groups.');
  }
  return buttons;
}

/** An authentication template has one button: it copies or hands over the code. */
export function otpButtons(component: Json): TemplateButtonDefinition[] {
  const [button] = listAt(component, 'buttons', "components['buttons']", 1, 1);
  const type = button && textIn(button, 'type', "button['type']", 40).toUpperCase();
  if (!button || type !== 'OTP') throw invalidParameter('An AUTHENTICATION template has one button of type OTP.');
  const otpType = textIn(button, 'otp_type', "button['otp_type']", 40).toUpperCase();
  if (!['COPY_CODE', 'ONE_TAP', 'ZERO_TAP'].includes(otpType)) {
    throw invalidParameter('Param otp_type must be one of {COPY_CODE, ONE_TAP, ZERO_TAP}.');
  }
  const text = optionalTextIn(button, 'text', "button['text']", LONGEST.label) ?? 'Copy code';
  return [{ type: 'URL', text, url: OTP_URL, example: [OTP_URL.replace('{{1}}', '123456')] }];
}

function buttonIn(button: Json): TemplateButtonDefinition {
  const type = textIn(button, 'type', "button['type']", 40).toUpperCase();
  const label = () => textIn(button, 'text', "button['text']", LONGEST.label);
  switch (type) {
    case 'QUICK_REPLY':
      return { type, text: label() };
    case 'URL':
      return urlButton(button, label());
    case 'PHONE_NUMBER':
      return {
        type,
        text: label(),
        phone_number: textIn(button, 'phone_number', "button['phone_number']", LONGEST.phone),
      };
    case 'COPY_CODE':
      return { type, text: 'Copy offer code', example: exampleCode(button) };
    case 'FLOW':
      return flowButton(button, label());
    case 'CATALOG':
    case 'MPM':
    case 'SPM':
    case 'VOICE_CALL':
    case 'CALL_PERMISSION_REQUEST':
    case 'REQUEST_CONTACT_INFO': {
      const text = optionalTextIn(button, 'text', "button['text']", LONGEST.label);
      return text === undefined ? { type } : { type, text };
    }
  }
  throw invalidParameter(`Param button['type'] is not known: ${type}.`);
}

function urlButton(button: Json, text: string): TemplateButtonDefinition {
  const url = textIn(button, 'url', "button['url']", LONGEST.url);
  if (!/^https?:\/\//i.test(url)) throw invalidParameter("Param button['url'] must be a URL.");
  const variables = [...url.matchAll(/\{\{.*?\}\}/g)];
  if (variables.length > 1 || (variables.length === 1 && !url.endsWith('}}'))) {
    throw invalidParameter("Param button['url'] may have one variable, at its end.");
  }
  const example = Array.isArray(button.example) ? button.example.map(said) : [];
  if (variables.length === 1 && example.length === 0) {
    throw new GraphError(100, {
      title: 'Invalid parameter',
      subcode: 2388043,
      forUser: { title: 'Missing sample parameter', text: 'A URL with a variable needs an example.' },
    });
  }
  return { type: 'URL', text, url, ...(example.length ? { example } : {}) };
}

function flowButton(button: Json, text: string): TemplateButtonDefinition {
  const id = optionalTextIn(button, 'flow_id', "button['flow_id']", 100);
  const name = optionalTextIn(button, 'flow_name', "button['flow_name']", 200);
  if ((id === undefined) === (name === undefined)) throw invalidParameter('One of flow_id and flow_name is required.');
  const action = optionalTextIn(button, 'flow_action', "button['flow_action']", 40);
  const screen = optionalTextIn(button, 'navigate_screen', "button['navigate_screen']", 200);
  return {
    type: 'FLOW',
    text,
    ...(id === undefined ? {} : { flow_id: id }),
    ...(name === undefined ? {} : { flow_name: name }),
    ...(action === undefined ? {} : { flow_action: action }),
    ...(screen === undefined ? {} : { navigate_screen: screen }),
  };
}

function exampleCode(button: Json): string {
  const code = Array.isArray(button.example) ? button.example[0] : button.example;
  if (typeof code !== 'string' || code === '' || [...code].length > LONGEST.code) {
    throw invalidParameter(`Param button['example'] must be a code of at most ${LONGEST.code} characters.`);
  }
  return code;
}
