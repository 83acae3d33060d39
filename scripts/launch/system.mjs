import { LaunchProblem } from './stop.mjs';

const OLDEST_NODE = 20;

/** Refuses what cannot work before anything is tried. */
export function requireSystem() {
  const { platform, versions } = process;
  if (platform === 'win32')
    throw new LaunchProblem('Parlour runs on Linux and macOS. On Windows, start it inside WSL.');
  if (Number(versions.node.split('.')[0]) < OLDEST_NODE) {
    throw new LaunchProblem(
      `This is Node ${versions.node}; Parlour needs Node ${OLDEST_NODE} or newer to install itself.`,
    );
  }
}
