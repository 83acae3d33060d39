/** The desk: who answers whom, notes, labels, presence, and what changes on screens as it happens. */
export { eventRoutes } from './event-routes.ts';
export { readChanges } from './events.ts';
export { conversationAssigned, peopleMentioned } from './facts.ts';
export { type WhoIsHere, whoIsHere } from './here.ts';
export { noticeRoutes } from './notice-routes.ts';
export { handOffRounds, type NoticeDoors, tellAssigned, tellHandOffs, tellMentioned, tellOrder } from './notices.ts';
export { inboxRecords } from './person-records.ts';
export { openPushes, type Pushes } from './pushing.ts';
export { inboxRoutes } from './routes.ts';
export { endSnoozes } from './status.ts';
