/** A problem document of the API (RFC 9457), or what stands for one when no answer came. */
export class ApiProblem extends Error {
  /** The last part of the problem's type: "service-window-closed"; "offline" when nothing answered. */
  readonly kind: string;
  readonly status: number;
  /** One sentence for the user, as the API says it: what happened and what to do. */
  readonly title: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Names the request in the server's log. */
  readonly requestId: string | null;

  constructor(kind: string, status: number, title: string, details: Record<string, unknown> = {}) {
    super(title);
    this.name = 'ApiProblem';
    this.kind = kind;
    this.status = status;
    this.title = title;
    this.details = details;
    this.requestId = typeof details.instance === 'string' ? details.instance : null;
  }
}

/** Reads the body of an answer that was not 2xx; anything that is no problem document becomes one. */
export function problemOf(body: unknown, status: number): ApiProblem {
  const { type, title, status: _, ...details } = isRecord(body) ? body : {};
  const kind = typeof type === 'string' ? (type.split('/').at(-1) ?? 'unexpected') : 'unexpected';
  return new ApiProblem(kind, status, typeof title === 'string' ? title : `HTTP ${status}`, details);
}

/** Anything thrown, as a problem: a failed fetch means that nothing answered. */
export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : error instanceof TypeError
      ? new ApiProblem('offline', 0, '')
      : new ApiProblem('unexpected', 0, error instanceof Error ? error.message : String(error));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
