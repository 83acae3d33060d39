import { Problem } from '../platform/problem.ts';

export const contactNotFound = () => new Problem('contact-not-found', 404, 'There is no such contact.');

export const phoneInvalid = () =>
  new Problem('phone-invalid', 400, 'This is not a phone number. Write it with the country code, like +16505551234.');

export const consentInFuture = () =>
  new Problem('consent-in-future', 400, 'A consent cannot be of a moment that has not come yet.');

export const contactExists = (contactId: string) =>
  new Problem('contact-exists', 409, 'Somebody with this phone number is known already. Edit that contact.', {
    contactId,
  });

export const contactMerged = (contactId: string) =>
  new Problem('contact-merged', 409, 'This contact was merged into another one. Change that one.', { contactId });

export const contactErased = () =>
  new Problem('contact-erased', 409, 'This contact was erased: there is nobody to change.');

export const contactMergedWithItself = () =>
  new Problem('contact-merged-with-itself', 400, 'Name another contact: this one cannot be merged with itself.');

export const mergeNotFound = () =>
  new Problem('merge-not-found', 404, 'There is no such merge, or it was undone already.');

export const mergeNotUndoable = () =>
  new Problem(
    'merge-not-undoable',
    409,
    'One of the two was merged on or erased since. Undo the later merge first; what was erased stays erased.',
  );

export const tooManyTags = (most: number) =>
  new Problem('too-many-tags', 400, `A contact has at most ${most} tags. Remove some first.`, { most });

export const importWithoutPhone = () =>
  new Problem('import-without-phone', 400, 'No column holds the phone number. Say which one it is.');

export const importNeedsSource = () =>
  new Problem(
    'import-needs-source',
    400,
    'A column holds consent to marketing. Say where and how these people agreed: it is the proof you keep.',
  );

export const columnsUnreadable = () =>
  new Problem(
    'columns-unreadable',
    400,
    `Say what columns hold as JSON: {"Mobile":"phone"}. Known: name, phone, username, email, language, tags, marketing, note and "-".`,
  );

export const fileMissing = () =>
  new Problem('file-missing', 400, 'Send the file as the body, with Content-Type: text/csv.');
