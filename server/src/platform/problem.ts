/**
 * An error the caller can act on, sent as application/problem+json (RFC 9457). The message says what to do next.
 *
 * @param kind the last part of the problem's type, `/problems/<kind>`; listed in docs/problems.md.
 */
export class Problem extends Error {
  readonly kind: string;
  readonly status: number;
  readonly details: Record<string, unknown>;

  constructor(kind: string, status: number, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Problem';
    this.kind = kind;
    this.status = status;
    this.details = details;
  }
}
