import { Problem } from '../platform/problem.ts';
import type { PersonRef } from './api.ts';

/** @param by who answers it now. */
export const conversationTaken = (by: PersonRef) =>
  new Problem('conversation-taken', 409, `${by.name} answers this conversation. Take it over from them, or leave it.`, {
    assignee: by,
  });

export const conversationMoved = (assignee: PersonRef | null) =>
  new Problem(
    'conversation-moved',
    409,
    assignee
      ? `${assignee.name} answers this conversation by now. Look again, then decide.`
      : 'Nobody has this conversation any more. Look again, then decide.',
    { assignee },
  );

export const nobodyPresent = () =>
  new Problem('nobody-present', 409, 'Nobody who answers is online now. Choose a person, or leave it unassigned.');

export const onlyPeople = () =>
  new Problem('only-people', 409, 'A key and the operator answer nobody. Sign in as a person, or name one.');

export const personNotFound = () =>
  new Problem('person-not-found', 404, 'This person does not work here, or may not answer customers.');

export const snoozeNeedsMoment = () =>
  new Problem('snooze-needs-moment', 400, 'Say until when: a moment within the next year.');

export const noteNotFound = () => new Problem('note-not-found', 404, 'There is no such note.');

export const noteOfSomebodyElse = () =>
  new Problem('note-of-somebody-else', 403, 'Only who wrote a note changes it; an admin may delete it.');

export const labelNotFound = () =>
  new Problem('label-not-found', 404, 'There is no such label. Make it first (PUT /labels/:name).');

export const labelTaken = (name: string) =>
  new Problem('label-taken', 409, `There is a label “${name}” already. Take another name.`);

export const cannedReplyNotFound = () => new Problem('canned-reply-not-found', 404, 'There is no such reply.');

export const shortcutTaken = (shortcut: string, language: string) =>
  new Problem(
    'shortcut-taken',
    409,
    `/${shortcut} is there already in this language (${language}). Choose another one.`,
  );

export const viewNotFound = () => new Problem('view-not-found', 404, 'There is no such view.');

export const pushAddressRefused = () =>
  new Problem('push-address-refused', 400, 'This is not the address of a push service.');
