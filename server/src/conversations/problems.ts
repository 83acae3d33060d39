import { Problem } from '../platform/problem.ts';
import type { Violation } from './channel.ts';
import type { Failure } from './schema.ts';

export const conversationNotFound = () => new Problem('conversation-not-found', 404, 'There is no such conversation.');

export const messageNotFound = () => new Problem('message-not-found', 404, 'There is no such message.');

export const channelNotFound = () =>
  new Problem(
    'channel-not-found',
    404,
    'This business has no WhatsApp number yet. Set one up, or turn the emulator on.',
  );

/** @param templates what could be sent instead, where it is known. */
export const serviceWindowClosed = (closedAt: Date | null, templates?: unknown[]) =>
  new Problem('service-window-closed', 409, 'The customer service window is closed. Send a template instead.', {
    closedAt,
    ...(templates ? { templates } : {}),
  });

export const templateNotFound = () => new Problem('template-not-found', 404, 'There is no such template.');

export const templateUnknown = (name: string, language: string | null, languages: string[]) =>
  new Problem(
    'template-unknown',
    422,
    languages.length > 0
      ? `The template "${name}" is not there in ${language}. Send it in one of its languages, or make this one.`
      : `There is no template "${name}" in this WhatsApp account. Make it, or choose another one.`,
    { name, language, languages },
  );

export const templateNotApproved = (
  { name, language, status, reason }: { name: string; language: string; status: string; reason: string | null },
  advice: string,
) =>
  new Problem('template-not-approved', 422, `The template "${name}" (${language}) cannot be sent: ${advice}`, {
    name,
    language,
    status,
    reason,
  });

export const templateParametersWrong = (name: string, violations: Violation[], slots: unknown[]) =>
  new Problem(
    'template-parameters-wrong',
    422,
    `What was filled in does not fit the template "${name}". Change what is listed.`,
    { violations, slots },
  );

export const templateDraftWrong = (violations: Violation[]) =>
  new Problem('template-draft-wrong', 422, 'WhatsApp would not take this template. Change what is listed.', {
    violations,
  });

export const templateNotEditable = (advice: string) => new Problem('template-not-editable', 409, advice);

export const channelHasNoTemplates = () =>
  new Problem('channel-has-no-templates', 409, 'This channel has no templates, or its account id is not set.');

/** What the platform answered, in words for whoever asked. */
export const platformRefused = (failure: Failure, advice: string) =>
  new Problem('refused-by-whatsapp', 422, `${failure.title}. ${advice}`, {
    code: failure.code,
    details: failure.details ?? null,
  });

export const channelHeld = (failure: Failure, advice: string) =>
  new Problem('channel-held', 409, `${failure.title}. ${advice}`, {
    code: failure.code,
    details: failure.details ?? null,
  });

export const platformAway = (failure: Failure, retryAfterMs: number) =>
  new Problem('whatsapp-away', 503, `${failure.title}. Try again shortly; asking twice does no harm.`, {
    code: failure.code,
    retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
  });

export const marketingNotAllowed = (optedOut: { at: Date; source: string } | null) =>
  optedOut
    ? new Problem(
        'marketing-opted-out',
        409,
        'This person does not want marketing. Only they can change that; order news and answers may still be sent.',
        optedOut,
      )
    : new Problem(
        'marketing-not-opted-in',
        409,
        'This is a marketing template, and nothing says that this person agreed to marketing. Record the opt-in first (POST /consents).',
      );

export const fileNotTaken = (path: string, message: string) =>
  new Problem('message-breaks-limits', 422, 'WhatsApp would not take this message. Shorten or change what is listed.', {
    violations: [{ path, message }],
  });

export const linkNotFetched = (cause: string, advice: string) =>
  new Problem('link-not-fetched', 422, `The file could not be fetched: ${advice}`, { cause });

export const messageBreaksLimits = (violations: Violation[]) =>
  new Problem('message-breaks-limits', 422, 'WhatsApp would not take this message. Shorten or change what is listed.', {
    violations,
  });

export const contactUnreachable = () =>
  new Problem(
    'contact-unreachable',
    409,
    'We know neither a number nor a WhatsApp id of this contact, so nothing can be sent.',
  );

export const phoneInvalid = () =>
  new Problem('phone-invalid', 400, 'This is not a phone number. Write it with the country code, like +16505551234.');

export const mediaNotFound = () => new Problem('media-not-found', 404, 'There is no such file.');

export const mediaNotHere = (status: string, failure: string | null) =>
  status === 'pending'
    ? new Problem('media-not-here', 409, 'The file is still being fetched. Try again in a moment.')
    : new Problem(
        'media-not-here',
        410,
        'The file could not be fetched from WhatsApp. Ask the customer to send it again.',
        { failure },
      );

export const noThumbnail = () =>
  new Problem('no-thumbnail', 404, 'There is no small picture of this file. Open the file itself.');

export const mediaEmpty = () => new Problem('media-empty', 400, 'The file is empty.');

export const mediaTooLarge = () =>
  new Problem('media-too-large', 413, 'The file is larger than the 100 MB WhatsApp takes.');

export const notToBeRetried = (status: string) =>
  new Problem(
    'not-to-be-retried',
    409,
    'Only a message that failed or expired can be sent once more. Look at its status again.',
    { status },
  );
