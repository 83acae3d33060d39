import type { Owner } from '../owner.ts';
import { type AgentParts, agent } from './agent.ts';
import { confirmation } from './confirming.ts';

export type { AgentParts } from './agent.ts';
export { listen, type OpenFile } from './listening.ts';

/** The two places of the agent among those who may answer. */
export const openAgent = (parts: AgentParts): { confirmation: Owner; agent: Owner } => ({
  confirmation,
  agent: agent(parts),
});
