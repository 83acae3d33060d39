import type { Json } from '../json.ts';
import type { World } from '../world.ts';

/** A form (Flow) that a business keeps at Meta. @see WhatsApp Business Platform, Flows */
export type Flow = {
  id: string;
  wabaId: string;
  name: string;
  categories: string[];
  status: 'DRAFT' | 'PUBLISHED' | 'DEPRECATED' | 'BLOCKED' | 'THROTTLED';
  json: Json | null; // the Flow JSON: screens, routing, version
  endpoint: string | null; // where its data is exchanged
  updatedAt: number;
};

/** A form to know from the start. */
export type FlowOptions = { id?: string; name: string; wabaId?: string; json: Json; endpoint?: string };

export function furnishFlows(world: World): void {
  for (const [place, given] of world.settings.flows.entries()) {
    const wabaId = given.wabaId ?? [...world.accounts.keys()][0] ?? '';
    const id = given.id ?? String(700_000_000_000_001n + BigInt(place));
    world.flows.set(id, {
      id,
      wabaId,
      name: given.name,
      categories: ['OTHER'],
      status: 'PUBLISHED',
      json: given.json,
      endpoint: given.endpoint ?? null,
      updatedAt: world.clock.now().getTime(),
    });
  }
}

export function saveFlow(world: World, flow: Flow): void {
  flow.updatedAt = world.clock.now().getTime();
  world.flows.set(flow.id, flow);
  world.journal.put('flow', flow.id, flow);
}

export function removeFlow(world: World, flow: Flow): void {
  world.flows.delete(flow.id);
  world.journal.remove('flow', flow.id);
}

export const findFlowById = (world: World, id: string): Flow | undefined => world.flows.get(id);

/** By id or, among published ones of the account, by name. */
export function findFlow(world: World, wabaId: string, idOrName: string): Flow | undefined {
  const byId = world.flows.get(idOrName);
  if (byId?.wabaId === wabaId) return byId;
  return [...world.flows.values()].find((flow) => flow.wabaId === wabaId && flow.name === idOrName);
}
