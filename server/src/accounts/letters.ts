import type { Log } from '../platform/context.ts';
import type { Letter, Mail } from '../platform/mail.ts';
import type { Business } from '../platform/schema.ts';
import type { Invitation } from './invitations.ts';

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
    /** @returns whether it goes by mail. */
    sendInvitation: ({ email, invitedBy }: Invitation, { name }: Business, link: string): boolean =>
      post({
        to: email,
        subject: `${oneLine(invitedBy)} invites you to ${oneLine(name)}`,
        text: `${oneLine(invitedBy)} invites you to the desk of ${oneLine(name)}.\n\nOpen this link within seven days to join:\n${link}\n\nIf you do not know them, you need not do anything.\n`,
      }),
    sendReset: ({ email }: { email: string }, token: string): boolean =>
      post({
        to: email,
        subject: 'A new password for Parlour',
        text: `Somebody, probably you, asked for a new password.\n\nOpen this link within an hour to choose one:\n${origin}/sign-in#new-password=${token}\n\nIf it was not you, you need not do anything: your password stays as it is.\n`,
      }),
  };
}
export type Letters = ReturnType<typeof letters>;

/** Names are what people typed: a line break in one begins no new line of a letter. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 100);
