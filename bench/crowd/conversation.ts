import { numberOf, type Requests } from './customers.ts';
import type { Lines } from './lines.ts';

/** What every customer said and heard; compared with the server's database in the end. Index: customer. */
export type Tally = { sent: number[]; acknowledged: number[]; answered: number[] };

/** Told when something comes back. `since`: when the message was meant to leave, in ms. */
export type Watch = {
  acknowledged(customer: number, since: number): void;
  answered(customer: number, since: number): void;
};

/** Customers who write to the server and read its replies. Replies belong to messages in order, customer by customer. */
export class Customers {
  readonly tally: Tally = { sent: [], acknowledged: [], answered: [] };
  refused = 0; // webhooks answered with anything but 200
  private readonly lines: Lines;
  readonly requests: Requests;
  private readonly byNumber = new Map<string, number>();
  private readonly unanswered: number[][] = []; // times, oldest first
  private readonly nobody: Watch = { acknowledged: () => {}, answered: () => {} };
  private watch: Watch = this.nobody;

  constructor(most: number, lines: Lines, requests: Requests) {
    this.lines = lines;
    this.requests = requests;
    for (let customer = 0; customer < most; customer++) {
      this.byNumber.set(numberOf(customer), customer);
      this.unanswered.push([]);
      for (const counts of [this.tally.sent, this.tally.acknowledged, this.tally.answered]) counts.push(0);
    }
  }

  watchedBy(watch: Watch | null): void {
    this.watch = watch ?? this.nobody;
  }

  /** @param since when this message was meant to leave. */
  says(customer: number, since: number): void {
    this.tally.sent[customer]!++;
    this.unanswered[customer]!.push(since);
    this.lines.send(this.requests.next(customer), (status) => {
      if (status !== 200) {
        this.refused++;
        return;
      }
      this.tally.acknowledged[customer]!++;
      this.watch.acknowledged(customer, since);
    });
  }

  hears(recipient: string): void {
    const customer = this.byNumber.get(recipient);
    if (customer === undefined) return;
    this.tally.answered[customer]!++;
    const since = this.unanswered[customer]!.shift();
    if (since !== undefined) this.watch.answered(customer, since); // else a second answer; the tally tells
  }

  /** Messages whose acknowledgement or reply has not come. */
  open(): number {
    const { sent, acknowledged, answered } = this.tally;
    return sent.reduce((sum, count, i) => sum + Math.max(count - acknowledged[i]!, count - answered[i]!, 0), 0);
  }

  /** Resolves when everything was acknowledged and answered, or when nothing has moved for `patienceMs`. */
  async quiet(patienceMs: number): Promise<void> {
    let before = this.open();
    for (let waited = 0; before > 0 && waited < patienceMs; ) {
      await new Promise((again) => setTimeout(again, QUIET_LOOK_MS));
      const now = this.open();
      waited = now === before ? waited + QUIET_LOOK_MS : 0;
      before = now;
    }
    for (const times of this.unanswered) times.length = 0; // what is lost must not shift the next pairs
  }
}

const QUIET_LOOK_MS = 20;
