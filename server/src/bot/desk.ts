import type { Vocabulary } from './flows/findings.ts';
import type { FlowLibrary } from './flows/library.ts';
import type { Simulated, Talk } from './flows/simulation.ts';
import type { Resembling } from './resembling.ts';

/** What people of a business work with: its flows, and how the assistant would answer, tried out before customers see it. */
export type Desk = {
  flows: FlowLibrary;
  vocabulary: Vocabulary;
  resembles: Resembling;
  /** Plays a talk and takes back everything it did. Language models have no part in it. */
  simulate(talk: Talk): Promise<Simulated[]>;
};
