import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time for /proc in hundredths of a second on every architecture. @see proc(5), USER_HZ */
const TICKS_PER_SECOND = 100;

/** CPU seconds used so far. `machine`: by everybody, this bench and its neighbours. */
export type CpuUse = { server: number; postgres: number; load: number; machine: number };

/** @returns null where there is no /proc (only Linux tells). */
export function cpuUse(serverPid: number, postmasterPid: number): CpuUse | null {
  try {
    const { user, system } = process.cpuUsage();
    return {
      server: usedBy(statOf(serverPid)),
      postgres: usedByCluster(postmasterPid),
      load: (user + system) / 1e6,
      machine: usedByAll(),
    };
  } catch {
    return null;
  }
}

/** Resident memory in MB, now and at most since the process began. */
export function memoryOf(pid: number): { nowMb: number; peakMb: number } | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1_024;
    return { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
  } catch {
    return null;
  }
}

type Stat = { parent: number; own: number; reaped: number };

function statOf(pid: number): Stat {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' '); // the name before it may contain anything
  const ticks = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) / TICKS_PER_SECOND;
  return { parent: Number(fields[1]), own: ticks(11), reaped: ticks(13) };
}

const usedBy = ({ own }: Stat): number => own;

/** The postmaster, its children, and those that ended meanwhile: theirs is counted with the parent. */
function usedByCluster(postmasterPid: number): number {
  const { own, reaped } = statOf(postmasterPid);
  let sum = own + reaped;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = statIfAlive(Number(name));
    if (stat?.parent === postmasterPid) sum += stat.own;
  }
  return sum;
}

function statIfAlive(pid: number): Stat | null {
  try {
    return statOf(pid);
  } catch {
    return null; // ended while we looked
  }
}

/** Everything but idling and waiting for the disk. */
function usedByAll(): number {
  const [, user, nice, system, , , irq, softirq, steal] = readFileSync('/proc/stat', 'latin1')
    .split('\n', 1)[0]!
    .split(/\s+/)
    .map(Number);
  return (user! + nice! + system! + irq! + softirq! + steal!) / TICKS_PER_SECOND;
}
