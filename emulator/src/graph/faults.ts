import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Chance } from '../knobs/knobs.ts';
import { GraphError } from './errors.ts';

/** What a Graph call is about. Marking as read goes to the same address as a send and is not one. */
export type CallKind = 'messages' | 'read' | 'media' | 'other';

/** A misfortune for one of the next Graph calls. */
export type Fault = {
  /** Which calls it may befall; sends when absent. */
  on?: CallKind | 'any';
  /** Meta's error of this code. */
  code?: number;
  /** `status`: the call is accepted and the error comes as a failed status. */
  as?: 'answer' | 'status';
  /** An HTTP status; with `code` it replaces the usual one, alone it comes with error 131000. */
  status?: number;
  /** Cuts the connection before the call is processed, or after it was but before the answer. */
  drop?: 'before' | 'after';
  /** Processes, and answers with half of the body. */
  truncate?: true;
  /** A page of HTML, as from a gateway; with `status` or 502. Nothing is processed. */
  html?: true;
  /** Waits on the emulator's clock first. */
  delayMs?: number;
  /** How many calls it befalls. */
  times?: number;
};

/** `details` of errors that come because somebody wanted them; codes of the Graph API itself have none. */
export const ASKED_FOR = 'Asked for by a knob or a test of the emulator.';

/** One line for the ledger. */
export function troubleOf({ drop, truncate, html, code, status, as, delayMs }: Fault): string {
  const what = drop
    ? `connection cut ${drop} the call was processed`
    : truncate
      ? 'answer cut in the middle'
      : html
        ? 'a page of HTML'
        : code !== undefined
          ? `error ${code}${as === 'status' ? ' as a status' : ''}`
          : status !== undefined
            ? `HTTP ${status}`
            : '';
  return [delayMs ? `${delayMs} ms late` : '', what].filter(Boolean).join(', ');
}

export type Faults = {
  add(fault: Fault): void;
  /** The fault for this call, if one is waiting. */
  take(kindOf: () => CallKind): Fault | null;
  clear(): void;
};

/** What the Graph API answers. */
export type GraphAnswer = { status: number; body: string | Buffer; type?: string; headers?: Record<string, string> };

/** What a test asked for comes first; else the knobs decide. */
export function createFaults(chance: Chance): Faults {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take(kindOf) {
      if (waiting.length === 0) return chance.faultFor(kindOf);
      const kind = kindOf();
      const found = waiting.find(({ fault }) => (fault.on ?? 'messages') === kind || fault.on === 'any');
      if (!found) return chance.faultFor(() => kind);
      found.left--;
      waiting = waiting.filter(({ left }) => left > 0);
      return found.fault;
    },
    clear: () => {
      waiting = [];
    },
  };
}

/**
 * What a fault does before the call is processed.
 *
 * @returns an answer that replaces processing, `dropped` when the connection is gone, or null to go on.
 */
export async function befall(
  fault: Fault,
  clock: Clock,
  request: IncomingMessage,
): Promise<GraphAnswer | 'dropped' | null> {
  if (fault.delayMs !== undefined) await passed(clock, fault.delayMs);
  if (fault.drop === 'before') {
    request.socket.destroy();
    return 'dropped';
  }
  if (fault.html)
    return { status: fault.status ?? 502, type: 'text/html; charset=utf-8', body: '<html><h1>Bad gateway</h1></html>' };
  if (fault.as === 'status') return null;
  if (fault.code !== undefined)
    throw new GraphError(fault.code, {
      ...(fault.code >= 100_000 ? { details: ASKED_FOR } : {}),
      ...(fault.status === undefined ? {} : { status: fault.status }),
    });
  if (fault.status !== undefined) throw new GraphError(131000, { status: fault.status });
  return null;
}

/** Writes the answer, or what a fault leaves of it. @returns what the caller gets. */
export function writeAnswer(
  response: ServerResponse,
  answer: GraphAnswer,
  fault: Fault | null,
): 'whole' | 'torn' | 'none' {
  if (fault?.drop === 'after' || response.destroyed) {
    response.destroy();
    return 'none';
  }
  const length = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, {
    'content-type': answer.type ?? 'application/json; charset=UTF-8',
    'content-length': length,
    ...answer.headers,
  });
  if (!fault?.truncate) {
    response.end(answer.body);
    return 'whole';
  }
  response.write(answer.body.slice(0, Math.floor(answer.body.length / 2)), () => response.destroy());
  return 'torn';
}

function passed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(ms, resolve);
  });
}
