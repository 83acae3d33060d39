import { z } from 'zod';
import { defineFact } from '../platform/facts.ts';

const InConversation = z.object({ businessId: z.uuid(), conversationId: z.uuid(), by: z.string() });

/** A note names people: they are told. */
export const peopleMentioned = defineFact('people.mentioned', InConversation.extend({ personIds: z.array(z.uuid()) }));

/** A conversation was given to somebody by somebody else, or in turn. */
export const conversationAssigned = defineFact('conversation.assigned', InConversation.extend({ personId: z.uuid() }));
