/** What a language model did for a turn, small and plain; stored with the first reply. */
export type AgentTrace = {
  outcome: 'answered' | 'told plainly' | 'proposed' | 'handed off' | 'silent' | 'gave up';
  why?: string; // of giving up: "over-budget", "no-answer", "unsupported"
  models: string[]; // that answered, in order
  tools: { name: string; outcome: string }[];
  refused: string[]; // what the truth check held back
  tokens: { input: number; output: number };
  nanoUsd: number;
  ms: number;
};
