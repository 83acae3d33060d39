import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/id.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../platform/time.ts';
import { hashPassword, isPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords.ts';
import { signInStore } from './sign-in-store.ts';
import { keyedHash, newToken } from './tokens.ts';

/** A session ends when nobody used it for so long … */
export const IDLE_MS = 12 * HOUR;
/** … and however much it is used, after this. */
export const LONGEST_SESSION_MS = 7 * DAY;
const RENEWED_EVERY_MS = 5 * MINUTE;
const RESET_LINK_MS = HOUR;
const SECOND_STEP_MS = 10 * MINUTE;

export type SignInParts = {
  box: SecretBox;
  key: string; // of the installation: signs cookies, encrypts seeds once more
  origin: string; // where the console is, such as "https://desk.example.com"
  /** @param languages of the person, then of their browser. */
  sendReset: (person: { email: string }, token: string, languages: (string | null | undefined)[]) => void;
};

/**
 * The library that knows passwords, sessions and second factors. Whatever it offers beyond what `auth-routes.ts` lets
 * through is not reachable.
 */
export function openSignIn(ctx: Pick<Ctx, 'db'>, { box, key, origin, sendReset }: SignInParts) {
  const isHttps = origin.startsWith('https:');
  const secret = keyedHash(key, 'sign-in');
  return betterAuth({
    appName: 'Parlour',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    database: signInStore(ctx.db, box),
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // tries.ts counts for all nodes together
    logger: { disabled: true },
    advanced: {
      // The browser then refuses the cookie over plain HTTP, for subdomains and for parts of the site.
      cookiePrefix: isHttps ? '__Host-parlour' : 'parlour',
      useSecureCookies: false, // or a second prefix comes before ours
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
      disableCSRFCheck: true, // same-origin.ts asks every write of the whole API
      disableOriginCheck: true,
      database: { generateId: () => newId() },
    },
    user: { additionalFields: { language: { type: 'string', required: false, input: false } } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true, // people come by invitation
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      password: { hash: hashPassword, verify: ({ password, hash }) => isPassword(password, hash) },
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: RESET_LINK_MS / SECOND,
      sendResetPassword: async ({ user, token }, request) =>
        sendReset(user, token, [languageOf(user), request?.headers.get('accept-language')]),
    },
    session: { expiresIn: IDLE_MS / SECOND, updateAge: RENEWED_EVERY_MS / SECOND, cookieCache: { enabled: false } },
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, token: newToken() } }) } },
    },
    plugins: [
      twoFactor({
        issuer: 'Parlour',
        twoFactorCookieMaxAge: SECOND_STEP_MS / SECOND,
        backupCodeOptions: { storeBackupCodes: hashedCodes(secret) },
      }),
    ],
  });
}
export type SignIn = ReturnType<typeof openSignIn>;

const HASH = /^[0-9a-f]{64}$/;

/**
 * The library compares a code with the list it "decrypts". We give it hashes both times: the list is kept hashed, and a
 * code that comes in is hashed on its way (`recoveryCode`).
 */
const hashedCodes = (secret: string) => ({
  encrypt: async (list: string): Promise<string> => {
    const codes: unknown = JSON.parse(list);
    if (!Array.isArray(codes)) throw new Error('recovery codes come as a list');
    return JSON.stringify(codes.map((code) => (HASH.test(code) ? code : recoveryCode(secret, code))));
  },
  decrypt: async (list: string): Promise<string> => list,
});

/** A recovery code as it is kept. Typed with other spaces or dashes it is the same. */
export const recoveryCode = (secret: string, code: string): string => {
  const plain = code.replace(/[^a-z0-9]/gi, '');
  return keyedHash(secret, `recovery ${plain}`);
};

/** The library's own type of a person knows nothing of the fields we added. */
const languageOf = (user: object): string | null =>
  'language' in user && typeof user.language === 'string' ? user.language : null;
