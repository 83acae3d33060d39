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
  startTime: z.number(), // microseconds of the machine's monotonic clock, as process.hrtime has it
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()), // microseconds
});
export type Profile = z.infer<typeof Profile>;

/** A stretch of time in microseconds, as `monotonicMicroseconds` tells it. */
export type Stretch = { from: number; to: number };

export const monotonicMicroseconds = (): number => Number(process.hrtime.bigint() / 1_000n);

/** Reads the one profile in `folder`. @param during what came before and after does not count. */
export function readProfile(folder: string, during: Stretch): { byFunction: Hotspot[]; byPart: Hotspot[] } {
  const name = readdirSync(folder).find((file) => file.endsWith('.cpuprofile'));
  if (!name) throw new Error(`there is no profile in ${folder}`);
  return summarise(Profile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))), during);
}

/** Self time by function and by part of the program, the longest first. */
export function summarise(profile: Profile, during: Stretch): { byFunction: Hotspot[]; byPart: Hotspot[] } {
  const times = selfTimes(profile, during);
  return { byFunction: shares(profile, times, nameOf), byPart: shares(profile, times, partOf) };
}

function selfTimes({ startTime, samples, timeDeltas }: Profile, { from, to }: Stretch): Map<number, number> {
  const times = new Map<number, number>();
  let at = startTime;
  samples.forEach((node, i) => {
    at += timeDeltas[i] ?? 0;
    const lasted = timeDeltas[i + 1] ?? 0; // a sample holds until the next one
    if (at >= from && at <= to) times.set(node, (times.get(node) ?? 0) + lasted);
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
  if (file === '') return frame.functionName || '(engine)';
  if (file.startsWith('node:')) return 'Node itself';
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file);
  if (library) return library[1]!;
  return (
    file
      .replace(/^server\/src\//, '')
      .split('/')
      .slice(0, -1)
      .join('/') || file
  );
}
