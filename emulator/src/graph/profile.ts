import type { Json } from '../json.ts';
import { numberState, type Profile, saveNumber } from '../meta/number-state.ts';
import type { World } from '../world.ts';
import { answer, type NumberCall, originOf, parametersOf, type Reply, requireWhatsApp, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { isLonger } from './fields.ts';
import { fieldsAsked } from './nodes.ts';
import { takeUpload } from './uploads.ts';

/** @see WhatsApp Business Platform, Business profiles */
const LONGEST = { about: 139, address: 256, description: 512, email: 128 } as const;
const MOST_WEBSITES = 2;
const LONGEST_WEBSITE = 256;
const VERTICALS = [
  'OTHER',
  'AUTO',
  'BEAUTY',
  'APPAREL',
  'EDU',
  'ENTERTAIN',
  'EVENT_PLAN',
  'FINANCE',
  'GROCERY',
  'GOVT',
  'HOTEL',
  'HEALTH',
  'NONPROFIT',
  'PROF_SERVICES',
  'RETAIL',
  'TRAVEL',
  'RESTAURANT',
  'ALCOHOL',
  'ONLINE_GAMBLING',
  'PHYSICAL_GAMBLING',
  'OTC_DRUGS',
];
const FIELDS = ['about', 'address', 'description', 'email', 'profile_picture_url', 'websites', 'vertical'];
export const PICTURE_PATH = '/whatsapp_business/pictures/';

/** `GET /{PHONE_NUMBER_ID}/whatsapp_business_profile` */
export function readProfile({ world, business, query }: NumberCall): Reply {
  const { profile } = numberState(world, business);
  const shown: Json = {};
  for (const field of fieldsAsked(query) ?? FIELDS) {
    if (field === 'messaging_product' || field === 'id') continue;
    const known = FIELDS.find((one) => one === field);
    if (!known) throw new GraphError(100, { title: `Tried accessing nonexisting field (${field})` });
    const value: Json = { ...profile };
    if (value[known] !== undefined) shown[known] = value[known];
  }
  return answer({ data: [{ ...shown, messaging_product: 'whatsapp' }] });
}

/** The picture behind `profile_picture_url`; it needs no token. */
export function profilePicture(world: World, mediaId: string): Reply {
  const isShown = [...world.numbers.values()].some(({ profile }) =>
    profile.profile_picture_url?.endsWith(`/${mediaId}`),
  );
  const media = world.media.find(mediaId);
  const bytes = isShown ? world.media.bytes(mediaId) : null;
  if (!media || !bytes) return { status: 404, body: 'Not found', type: 'text/plain' };
  return { status: 200, body: bytes, type: media.mimeType };
}

/** `POST /{PHONE_NUMBER_ID}/whatsapp_business_profile`: what is given changes, an empty text clears. */
export async function changeProfile(call: NumberCall): Promise<Reply> {
  const given = await parametersOf(call);
  requireWhatsApp(given);
  const state = numberState(call.world, call.business);
  state.profile = { ...state.profile, ...textsIn(given), ...restIn(given), ...pictureIn(call, given) };
  if (state.profile.about) call.business.about = state.profile.about;
  saveNumber(call.world, state);
  return success();
}

function textsIn(given: Json): Profile {
  const texts: Profile = {};
  for (const key of ['about', 'address', 'description', 'email'] as const) {
    const value = given[key];
    if (value === undefined) continue;
    if (typeof value !== 'string' || isLonger(value, LONGEST[key])) {
      throw invalidParameter(`Param ${key} must be a string of at most ${LONGEST[key]} characters.`);
    }
    if (key === 'about' && value === '') throw invalidParameter('Param about must not be empty.');
    if (key === 'email' && value !== '' && !/^\S+@\S+\.\S+$/.test(value))
      throw invalidParameter('Param email must be an e-mail address.');
    texts[key] = value;
  }
  return texts;
}

function restIn({ vertical, websites }: Json): Profile {
  const rest: Profile = {};
  if (vertical !== undefined) {
    if (typeof vertical !== 'string' || !VERTICALS.includes(vertical)) {
      throw invalidParameter(`Param vertical must be one of {${VERTICALS.join(', ')}}.`);
    }
    rest.vertical = vertical;
  }
  if (websites !== undefined) {
    if (!Array.isArray(websites) || websites.length > MOST_WEBSITES) {
      throw invalidParameter(`Param websites must be an array of at most ${MOST_WEBSITES}.`);
    }
    rest.websites = websites.map((site) => {
      if (typeof site !== 'string' || site.length > LONGEST_WEBSITE || !/^https?:\/\//i.test(site)) {
        throw invalidParameter(`Param websites must be URLs of at most ${LONGEST_WEBSITE} characters.`);
      }
      return site;
    });
  }
  return rest;
}

function pictureIn(call: NumberCall, { profile_picture_handle: handle }: Json): Profile {
  if (handle === undefined) return {};
  const mediaId = typeof handle === 'string' ? takeUpload(call.world, handle) : null;
  if (mediaId === null) throw invalidParameter('Param profile_picture_handle is not the handle of an upload.');
  const { basePath } = call.world.settings;
  return { profile_picture_url: `${originOf(call)}${basePath}${PICTURE_PATH}${mediaId}` };
}
