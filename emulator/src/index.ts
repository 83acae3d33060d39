/** The emulator's door. Everything else in this folder is its own affair. */
export { type Clock, type FakeClock, fakeClock, realClock } from './clock.ts';
export type { PhoneDriver } from './driver.ts';
export { createEmulator, type Emulator } from './emulator.ts';
export type { Fault } from './graph/faults.ts';
export type { Knobs } from './knobs/knobs.ts';
export { type KnobChange, KnobProblem, type KnobSettings } from './knobs/settings.ts';
export type { MessagePage, MessageQuery, MessageRecord } from './ledger/book.ts';
export type { EntryPage, EntryQuery } from './ledger/entries.ts';
export type { LedgerReader } from './ledger/ledger.ts';
export type { MetaDriver, TemplateName } from './meta-driver.ts';
export { DEFAULTS, type EmulatorOptions, type NumberOptions } from './options.ts';
export type { Message } from './records.ts';
export type { TemplateDefinition } from './template-definition.ts';
export { sign, toWire } from './webhooks/bytes.ts';
export type { Release } from './webhooks/deliveries.ts';
export { type InboundText, inboundTextWebhook } from './webhooks/payloads.ts';
