import type { Turn } from './flows/turn.ts';

/** Somebody who may answer a message. @returns false to leave it to the next; then nothing has changed. */
export type Owner = { name: string; answer(turn: Turn): Promise<boolean> };
