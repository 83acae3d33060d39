import { eq } from 'drizzle-orm';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Ctx } from '../platform/context.ts';
import { endSession } from './people.ts';
import { type Person, people } from './schema.ts';
import { LONGEST_SESSION_MS, type SignIn } from './sign-in.ts';

export type SignedIn = { person: Person; sessionId: string };

/** Reads who a browser is signed in as. */
export type SessionDoor = { read(request: FastifyRequest, reply: FastifyReply): Promise<SignedIn | null> };

export function sessionDoor(ctx: Ctx, signIn: SignIn): SessionDoor {
  return {
    async read(request, reply) {
      if (!request.headers.cookie) return null;
      const { headers, response } = await signIn.api.getSession({ headers: webHeaders(request), returnHeaders: true });
      if (!response) return null;
      const { id, createdAt, userId } = response.session;
      if (ctx.now().getTime() - createdAt.getTime() > LONGEST_SESSION_MS) {
        await endSession(ctx.db, { personId: userId, id });
        return null;
      }
      passCookies(headers, reply); // use makes it last longer
      const [person] = await ctx.db.select().from(people).where(eq(people.id, userId));
      return person ? { person, sessionId: id } : null;
    },
  };
}

/** The headers of a request as the library reads them. */
export function webHeaders({ headers }: FastifyRequest): Headers {
  const read = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') read.set(name, value);
  }
  return read;
}

export function passCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
}
