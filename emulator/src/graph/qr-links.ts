import QRCode from 'qrcode';
import { type Json, said } from '../json.ts';
import { numberState, type QrLink, saveNumber } from '../meta/number-state.ts';
import type { World } from '../world.ts';
import { answer, type NumberCall, originOf, parametersOf, type Reply, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { textIn } from './fields.ts';
import { paged } from './nodes.ts';

/** @see WhatsApp Business Platform, QR codes and short links */
const LONGEST_TEXT = 140;
const CODE_LENGTH = 14;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const QR_PATH = '/whatsapp_business/qr/';

/** `GET /{PHONE_NUMBER_ID}/message_qrdls`, and one of them by its code */
export function readLinks(call: NumberCall): Reply {
  const { links } = numberState(call.world, call.business);
  const [code] = call.rest;
  if (code === undefined)
    return answer(
      paged(
        call,
        links.map((link) => node(call, link)),
      ),
    );
  return answer({ data: [node(call, required(links, code))] });
}

/** `POST /{PHONE_NUMBER_ID}/message_qrdls`: a new one, or with `code` another text for it. */
export async function writeLink(call: NumberCall): Promise<Reply> {
  const given = await parametersOf(call);
  const state = numberState(call.world, call.business);
  const prefilled = textIn(given, 'prefilled_message', 'prefilled_message', LONGEST_TEXT);
  const image = imageIn(given);
  if (given.code === undefined) {
    const link: QrLink = { code: newCode(call.world), prefilled, image };
    state.links.push(link);
    saveNumber(call.world, state);
    return answer(node(call, link));
  }
  const link = required(state.links, said(given.code));
  link.prefilled = prefilled;
  link.image = image ?? link.image;
  saveNumber(call.world, state);
  return answer(node(call, link));
}

/** `DELETE /{PHONE_NUMBER_ID}/message_qrdls/{CODE}` */
export function removeLink({ world, business, rest }: NumberCall): Reply {
  const state = numberState(world, business);
  const link = required(state.links, rest[0] ?? '');
  state.links = state.links.filter((other) => other !== link);
  saveNumber(world, state);
  return success();
}

/** The picture behind `qr_image_url`; it needs no token, as it is printed on things. */
export async function qrPicture(world: World, file: string): Promise<Reply> {
  const [code, type] = file.split('.');
  const link = [...world.numbers.values()].flatMap(({ links }) => links).find((one) => one.code === code);
  if (!link) return { status: 404, body: 'Not found', type: 'text/plain' };
  if (type === 'svg')
    return { status: 200, type: 'image/svg+xml', body: await QRCode.toString(deepLink(link), { type: 'svg' }) };
  return { status: 200, type: 'image/png', body: await QRCode.toBuffer(deepLink(link), { width: 512 }) };
}

function node(call: NumberCall, link: QrLink): Json {
  const { code, prefilled, image } = link;
  const { basePath } = call.world.settings;
  return {
    code,
    prefilled_message: prefilled,
    deep_link_url: deepLink(link),
    ...(image ? { qr_image_url: `${originOf(call)}${basePath}${QR_PATH}${code}.${image.toLowerCase()}` } : {}),
  };
}

const deepLink = ({ code }: QrLink) => `https://wa.me/message/${code}`;

function imageIn({ generate_qr_image: image }: Json): QrLink['image'] {
  if (image === undefined || image === null) return null;
  if (image !== 'PNG' && image !== 'SVG') throw invalidParameter('Param generate_qr_image must be one of {PNG, SVG}.');
  return image;
}

function required(links: QrLink[], code: string): QrLink {
  const link = links.find((one) => one.code === code);
  if (!link) throw new GraphError(100, { details: `There is no QR code ${code}.` });
  return link;
}

function newCode(world: World): string {
  return Array.from(
    { length: CODE_LENGTH },
    () => ALPHABET[Math.floor(world.random.fraction() * ALPHABET.length)],
  ).join('');
}
