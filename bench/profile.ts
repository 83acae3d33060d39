import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Where the processor's time went, by function. `share` of all sampled time, idling included. */
export type Hotspot = { what: string; share: number };

/** What `node --cpu-prof` writes. @see Chrome DevTools Protocol, Profiler.Profile */
const Profile = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).optional(),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()), // microseconds
});
type Profile = z.infer<typeof Profile>;

/** The newest profile in `folder`. @param from, to part of the time to look at, 0 to 1. */
export function readProfile(folder: string, from = 0, to = 1): { byFunction: Hotspot[]; byPart: Hotspot[] } {
  const name = readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (!name) throw new Error(`there is no profile in ${folder}`);
  const profile = Profile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const times = selfTimes(profile, from, to);
  return { byFunction: shares(profile, times, nameOf), byPart: shares(profile, times, partOf) };
}

function selfTimes({ samples, timeDeltas }: Profile, from: number, to: number): Map<number, number> {
  const whole = timeDeltas.reduce((sum, delta) => sum + delta, 0);
  const times = new Map<number, number>();
  let at = 0;
  samples.forEach((node, i) => {
    const delta = timeDeltas[i] ?? 0;
    at += delta;
    if (at >= whole * from && at <= whole * to) times.set(node, (times.get(node) ?? 0) + delta);
  });
  return times;
}

type Frame = Profile['nodes'][number]['callFrame'];

function shares({ nodes }: Profile, times: Map<number, number>, name: (frame: Frame) => string): Hotspot[] {
  const sums = new Map<string, number>();
  for (const { id, callFrame } of nodes) {
    const time = times.get(id);
    if (time) sums.set(name(callFrame), (sums.get(name(callFrame)) ?? 0) + time);
  }
  const whole = [...sums.values()].reduce((sum, time) => sum + time, 0);
  return [...sums].map(([what, time]) => ({ what, share: time / whole })).sort((a, b) => b.share - a.share);
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const fileOf = ({ url }: Frame): string => (url.startsWith('file:') ? relative(ROOT, fileURLToPath(url)) : url);

const nameOf = (frame: Frame): string => {
  const name = frame.functionName || '(anonymous)';
  return frame.url ? `${name}  ${fileOf(frame)}:${frame.lineNumber + 1}` : name;
};

/** Our modules by folder, libraries by package, the engine by kind. */
function partOf(frame: Frame): string {
  const file = fileOf(frame);
  if (file === '') return frame.functionName;
  if (file.startsWith('node:')) return 'Node itself';
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  if (library) return library[1]!;
  return file.replace(/^server\/src\//, '').split('/').slice(0, -1).join('/') || file;
}
