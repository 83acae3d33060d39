import { and, eq, gt, or, sql } from 'drizzle-orm';
import { conversations, messages } from '../../conversations/schema.ts';
import type { Ctx } from '../../platform/context.ts';
import { type Alarm, later, SECOND } from '../../platform/time.ts';

type Ref = { businessId: string; conversationId: string };

/** Looks out for a person while the model thinks. `signal` ends its call; `end` must be called when it is over. */
export type Watch = { signal: AbortSignal; isOver(): Promise<boolean>; end(): void };

const LOOK_EVERY_MS = SECOND;

/**
 * Notices when a person takes the conversation over, or answers in it, while a slow turn is under way: then the bot
 * has nothing more to say.
 */
export function watchForPerson(ctx: Ctx, alarm: Alarm, ref: Ref): Watch {
  const began = ctx.now();
  const person = new AbortController();
  let ended = false;
  let silence = () => {};

  const look = async (): Promise<void> => {
    if (ended || person.signal.aborted) return;
    // A database that is away for a moment is no person; the commit of the turn will see to it.
    if (await hasPerson(ctx, ref, began).catch(() => false)) person.abort();
  };
  const lookAgain = (): void => {
    silence = alarm(later(ctx.now(), LOOK_EVERY_MS), () => void look().then(() => !ended && lookAgain()));
  };
  lookAgain();
  return {
    signal: person.signal,
    isOver: async () => {
      await look();
      return person.signal.aborted;
    },
    end: () => {
      ended = true;
      silence();
    },
  };
}

async function hasPerson({ db }: Ctx, { businessId, conversationId }: Ref, since: Date): Promise<boolean> {
  const answered = db
    .select({ one: sql`1` })
    .from(messages)
    .where(
      and(
        eq(messages.businessId, businessId),
        eq(messages.conversationId, conversationId),
        eq(messages.author, 'person'),
        gt(messages.createdAt, since),
      ),
    );
  const [found] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        eq(conversations.id, conversationId),
        or(sql`${conversations.waitingSince} is not null`, sql`exists (${answered})`),
      ),
    );
  return found !== undefined;
}
