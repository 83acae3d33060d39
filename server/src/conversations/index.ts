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
  forgetTemplates,
  keepNews,
  readdress,
  storeEcho,
  updateChannel,
  updateTemplate,
} from './channel-news.ts';
export { ChannelView, CheckView, channelView } from './channel-view.ts';
export type { Desk, Directory, OpenChannel, Point } from './desk.ts';
export type { ChannelFactory, OpenDirectory } from './directory.ts';
export { openDirectory } from './directory.ts';
export { eraseMessage, forgetRaw, messageErased } from './erasing.ts';
export type { FileStore } from './files.ts';
export { fileStore } from './files.ts';
export { listMessages, messagesAfter, requireConversation } from './history.ts';
export { fillMessageWords, findConversations, findInConversation } from './message-search.ts';
export { type AuthoredMessage, authoredColumns, type Explain, MessageView, viewOf } from './message-view.ts';
export { type Notice, type NoticeParts, NoticeView, noticeSaying, previewNotice } from './notices.ts';
export type { ConversationRef } from './outbox.ts';
export { lockConversation, openConversation, queueMessage, wake } from './outbox.ts';
export { conversationRecords, mediaErased } from './person-records.ts';
export { previewOf } from './preview.ts';
export { conversationNotFound } from './problems.ts';
export type { Rounds } from './rounds.ts';
export { makeRounds } from './rounds.ts';
export type { ChannelRow, Failure } from './schema.ts';
export type { Saying, SendDoor } from './send-door.ts';
export { sendDoor } from './send-door.ts';
export { serviceWindowClosesAt } from './service-window.ts';
export type { ReceivedWebhook, Statements, StatusRow } from './statements.ts';
export { messageStatements } from './statements.ts';
export { refreshTemplate, syncTemplates } from './templates.ts';
export type { Bot, PendingMessage, TurnInput, TurnResult } from './turn.ts';
export { findUndelivered } from './undelivered.ts';
export type { Work } from './work.ts';
export { createWork } from './work.ts';
