import { chatBetween } from '../chats.ts';
import { digitsOf } from '../identity.ts';
import type { Json } from '../json.ts';
import { numberState, saveNumber } from '../meta/number-state.ts';
import type { Person } from '../records.ts';
import { answer, type NumberCall, parametersOf, type Reply, requireWhatsApp } from './call.ts';
import { failureOf, GraphError } from './errors.ts';
import { listAt, textIn } from './fields.ts';
import { paged } from './nodes.ts';

/** @see WhatsApp Business Platform, Block users */
const MOST_AT_ONCE = 1_000;
const MOST_BLOCKED = 64_000;
const ACTIVE_WITHIN_MS = 24 * 3_600_000;

type Done = { input: string; wa_id: string };
type Undone = { input: string; wa_id?: string; errors: Json[] };

/** `GET /{PHONE_NUMBER_ID}/block_users` */
export function listBlocked(call: NumberCall): Reply {
  const { blocked } = numberState(call.world, call.business);
  return answer(
    paged(
      call,
      blocked.map((digits) => ({ messaging_product: 'whatsapp', wa_id: digits })),
      MOST_AT_ONCE,
    ),
  );
}

/** `POST /{PHONE_NUMBER_ID}/block_users`: their messages no longer reach the business, nor its messages them. */
export async function blockUsers(call: NumberCall): Promise<Reply> {
  const state = numberState(call.world, call.business);
  const { done, undone } = await eachUser(call, (person) => {
    if (!wroteLately(call, person)) return [131047, 'Only users who wrote within the last 24 hours can be blocked.'];
    if (state.blocked.length >= MOST_BLOCKED) return [139101, `The list holds ${MOST_BLOCKED} users.`];
    if (!state.blocked.includes(person.waId)) state.blocked.push(person.waId);
    return null;
  });
  saveNumber(call.world, state);
  return listed('added_users', done, undone);
}

/** `DELETE /{PHONE_NUMBER_ID}/block_users` */
export async function unblockUsers(call: NumberCall): Promise<Reply> {
  const state = numberState(call.world, call.business);
  const { done, undone } = await eachUser(call, (person) => {
    state.blocked = state.blocked.filter((digits) => digits !== person.waId);
    return null;
  });
  saveNumber(call.world, state);
  return listed('removed_users', done, undone);
}

async function eachUser(call: NumberCall, act: (person: Person) => [number, string] | null) {
  const given = await parametersOf(call);
  requireWhatsApp(given);
  const done: Done[] = [];
  const undone: Undone[] = [];
  for (const item of listAt(given, 'block_users', 'block_users', 1, MOST_AT_ONCE)) {
    const input = textIn(item, 'user', "block_users['user']", 200);
    const person = call.world.peopleByDigits.get(digitsOf(input) ?? '') ?? call.world.peopleByUserId.get(input);
    const problem: [number, string] | null = person ? act(person) : [131026, 'This is no WhatsApp user.'];
    if (person && !problem) done.push({ input, wa_id: person.waId });
    else if (problem) undone.push({ input, ...(person ? { wa_id: person.waId } : {}), errors: [errorOf(...problem)] });
  }
  return { done, undone };
}

/** What was done is done; error 139100 beside it says that not everything was. */
function listed(key: 'added_users' | 'removed_users', done: Done[], undone: Undone[]): Reply {
  const list = {
    messaging_product: 'whatsapp',
    block_users: { [key]: done, ...(undone.length ? { failed_users: undone } : {}) },
  };
  if (undone.length === 0) return answer(list);
  throw new GraphError(139100, { details: `${undone.length} of the users failed.`, done: list });
}

function errorOf(code: number, details: string): Json {
  return { message: failureOf(code, details).title, code, error_data: { details } };
}

function wroteLately({ world, business }: NumberCall, person: Person): boolean {
  const { lastCustomerAt } = chatBetween(world, person.id, business.phoneNumberId);
  return lastCustomerAt !== null && world.clock.now().getTime() < lastCustomerAt + ACTIVE_WITHIN_MS;
}
