import type { World } from '../world.ts';

/** What the app was set up for, beyond its secret. */
export type App = {
  /** Webhook fields; null: all of them, as nobody chose. */
  fields: string[] | null;
};

export function saveApp(world: World): void {
  world.journal.put('app', 'app', world.app);
}
