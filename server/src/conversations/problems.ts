import { Problem } from '../platform/problem.ts';
import type { Violation } from './channel.ts';

export const conversationNotFound = () => new Problem('conversation-not-found', 404, 'There is no such conversation.');

export const messageNotFound = () => new Problem('message-not-found', 404, 'There is no such message.');

export const channelNotFound = () =>
  new Problem(
    'channel-not-found',
    404,
    'This business has no WhatsApp number yet. Set one up, or turn the emulator on.',
  );

export const serviceWindowClosed = (closedAt: Date | null) =>
  new Problem('service-window-closed', 409, 'The customer service window is closed. Send a template instead.', {
    closedAt,
  });

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

export const mediaTooLarge = () =>
  new Problem('media-too-large', 413, 'The file is larger than the 100 MB WhatsApp takes.');
