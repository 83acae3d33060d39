import { createTransport } from 'nodemailer';

export type Letter = { to: string; subject: string; text: string };

/** Sends plain-text e-mail through the server that `SMTP_URL` names. */
export type Mail = { send(letter: Letter): Promise<void>; close(): void };

const TIMEOUT_MS = 10_000;

/**
 * @param smtpUrl such as "smtps://user:password@mail.example.com".
 * @param from    the sender, such as "Parlour <desk@example.com>".
 */
export function openMail(smtpUrl: string, from: string): Mail {
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    async send({ to, subject, text }) {
      // An object and no list: an address with a comma in it stays one address.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    close: () => transport.close(),
  };
}
