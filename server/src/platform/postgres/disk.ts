import { statfs } from 'node:fs/promises';

/** The share of the disk under `folder` that this user may still fill, from 0 to 1. */
export async function freeRatio(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder);
  return blocks === 0 ? 1 : bavail / blocks;
}
