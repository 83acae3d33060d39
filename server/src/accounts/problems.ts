import { Problem } from '../platform/problem.ts';

export const signInRefused = () =>
  new Problem(
    'sign-in-refused',
    401,
    'The e-mail address or the password is not right. Try again, or ask for a new one.',
  );
export const tooManyTries = (retryAfterSeconds: number) =>
  new Problem('too-many-tries', 429, 'There were too many tries. Wait a little, then try again.', {
    retryAfterSeconds,
  });
export const codeWrong = () =>
  new Problem('code-wrong', 422, 'This code is not right. Take the newest one your app shows, or a recovery code.');
export const secondFactorExpired = () =>
  new Problem('second-factor-expired', 401, 'Too much time has passed since the password. Sign in again.');
export const secondFactorRequired = () =>
  new Problem(
    'second-factor-required',
    403,
    'This business asks for a second factor. Set up an authenticator app under "My account" first.',
  );
export const secondFactorRefused = () =>
  new Problem('second-factor-state', 409, 'The second factor is not in the state this needs. Load the page again.');
export const passwordWrong = () =>
  new Problem('password-wrong', 422, 'This is not your present password. Type it again.');
export const passwordTooShort = () =>
  new Problem('password-too-short', 422, 'A password has at least 8 characters; 15 or more are better.');
export const passwordTooLong = () => new Problem('password-too-long', 422, 'A password has at most 256 characters.');
export const passwordTooCommon = () =>
  new Problem('password-too-common', 422, 'This password is known from breaches or easy to guess. Take another one.');
export const linkInvalid = () =>
  new Problem('link-invalid', 410, 'This link was used already, is too old, or was replaced. Ask for a new one.');
export const emailTaken = () =>
  new Problem(
    'email-taken',
    409,
    'Somebody has an account with this address. Sign in with it, then open the link again.',
  );
export const memberNotFound = () =>
  new Problem('member-not-found', 404, 'There is no such person in the team. See GET /team.');
export const alreadyMember = () => new Problem('already-member', 409, 'This person is in the team already.');
export const lastOwner = () =>
  new Problem('last-owner', 409, 'A business needs an owner. Make somebody else an owner first.');
export const ownersOnly = () =>
  new Problem('owners-only', 403, 'Only an owner of the business can do this. Ask one of them.');
export const invitationNotFound = () =>
  new Problem('invitation-not-found', 404, 'There is no such open invitation. See GET /team/invitations.');
export const apiKeyNotFound = () => new Problem('api-key-not-found', 404, 'There is no such API key. See GET /keys.');
export const scopesTooWide = () =>
  new Problem('scopes-too-wide', 403, 'A key cannot be allowed more than whoever makes it. Choose fewer scopes.');
export const keyEndsInPast = () => new Problem('key-ends-in-past', 422, 'A key cannot end before it begins.');
export const sessionNotFound = () =>
  new Problem('session-not-found', 404, 'There is no such session of yours. See GET /me/sessions.');
export const slugTaken = () =>
  new Problem('slug-taken', 409, 'Another business has this short name. Take another one.');
export const slugReserved = (slug: string) =>
  new Problem('slug-reserved', 409, 'This short name is the address of a page of Parlour. Take another one.', { slug });
export const personsOnly = () =>
  new Problem('persons-only', 403, 'Only a person who signed in has this. Keys have no account.');
