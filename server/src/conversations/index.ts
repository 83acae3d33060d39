export type {
  Channel,
  ChannelRef,
  InboundMessage,
  OutgoingMessage,
  Recipient,
  SendOutcome,
  StatusUpdate,
  Violation,
} from './channel.ts';
export {
  eraseMessage,
  forgetTemplates,
  keepNews,
  readdress,
  storeEcho,
  updateChannel,
  updateTemplate,
} from './channel-news.ts';
export type { Desk, Directory, OpenChannel, Point } from './desk.ts';
export type { ChannelFactory, OpenDirectory } from './directory.ts';
export { openDirectory } from './directory.ts';
export type { FileStore } from './files.ts';
export { fileStore } from './files.ts';
export type { ConversationRef } from './outbox.ts';
export { assign, lockConversation, openConversation, queueMessage, wake } from './outbox.ts';
export type { Rounds } from './rounds.ts';
export { makeRounds } from './rounds.ts';
export type { ChannelRow, Failure } from './schema.ts';
export type { Saying, SendDoor } from './send-door.ts';
export { sendDoor } from './send-door.ts';
export type { ReceivedWebhook, Statements, StatusRow } from './statements.ts';
export { messageStatements } from './statements.ts';
export { refreshTemplate, syncTemplates } from './templates.ts';
export type { Bot, PendingMessage, TurnInput, TurnResult } from './turn.ts';
export type { Work } from './work.ts';
export { createWork } from './work.ts';
