import type { Ctx } from '../platform/context.ts';
import { passwordLink } from './letters.ts';
import { plainEmail } from './people.ts';
import { openSignIn, type SignInParts } from './sign-in.ts';

/**
 * Makes a link with which a person chooses a new password: for whoever runs an installation that sends no mail. It works
 * once and for an hour, like the one in the letter.
 *
 * @returns null when nobody has this address.
 */
export async function makePasswordLink(
  ctx: Pick<Ctx, 'db'>,
  parts: Omit<SignInParts, 'sendReset'>,
  email: string,
): Promise<string | null> {
  let link: string | null = null;
  const sendReset: SignInParts['sendReset'] = (_person, token) => {
    link = passwordLink(parts.origin, token);
  };
  await openSignIn(ctx, { ...parts, sendReset }).api.requestPasswordReset({ body: { email: plainEmail(email) } });
  return link;
}
