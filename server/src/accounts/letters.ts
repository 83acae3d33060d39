import type { Log } from '../platform/context.ts';
import type { Letter, Mail } from '../platform/mail.ts';
import type { Business } from '../platform/schema.ts';
import type { Invitation } from './invitations.ts';
import { letterWords } from './letter-words.ts';

/**
 * Links that let somebody in, and the letters that carry them. A token stands behind the `#`: browsers send it to no
 * server, so it is in no log.
 *
 * @param origin where the console is; from the configuration, never from a request.
 * @param mail   null: links are shown to copy instead.
 */
export function letters({ origin, mail, log }: { origin: string; mail: Mail | null; log: Log }) {
  /** Whoever asked does not wait: how long it takes would tell whether an address is known. */
  const post = (letter: Letter): boolean => {
    mail?.send(letter).catch((error: unknown) => log.warn({ err: error }, 'a letter could not be sent'));
    return mail !== null;
  };
  return {
    setUpLink: (token: string): string => `${origin}/set-up#${token}`,
    invitationLink: (id: string, token: string): string => `${origin}/invitation/${id}#${token}`,
    /**
     * @param wishes languages of the invited or, while they are unknown, of who invites.
     * @returns whether it goes by mail.
     */
    sendInvitation(
      { email, invitedBy }: Invitation,
      { name, languages }: Business,
      link: string,
      wishes: Wishes,
    ): boolean {
      const words = letterWords([...wishes, ...languages]);
      return post(written(email, words.invitation({ by: oneLine(invitedBy), business: oneLine(name) }), link));
    },
    sendReset: ({ email }: { email: string }, token: string, wishes: Wishes): boolean =>
      post(written(email, letterWords(wishes).reset, passwordLink(origin, token))),
  };
}
export type Letters = ReturnType<typeof letters>;
/** Where somebody chooses a new password. */
export const passwordLink = (origin: string, token: string): string => `${origin}/sign-in#new-password=${token}`;

type Wishes = Parameters<typeof letterWords>[0];
type Wording = ReturnType<typeof letterWords>['reset'];

const written = (to: string, { subject, about, open, otherwise }: Wording, link: string): Letter => ({
  to,
  subject,
  text: `${about}\n\n${open}\n${link}\n\n${otherwise}\n`,
});

/** Names are what people typed: a line break in one begins no new line of a letter. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 100);
