/** The emulator's door. Everything else in this folder is its own affair. */
export { type Clock, type FakeClock, fakeClock, realClock } from './clock.ts';
export type { PhoneDriver } from './driver.ts';
export { createEmulator, type Emulator } from './emulator.ts';
export type { Fault } from './graph/faults.ts';
export { DEFAULTS, type EmulatorOptions, type NumberOptions } from './options.ts';
export type { Message } from './records.ts';
export type { TemplateDefinition } from './template-definition.ts';
export { sign, toWire } from './webhooks/bytes.ts';
export type { Release } from './webhooks/deliveries.ts';
export { type InboundText, inboundTextWebhook } from './webhooks/payloads.ts';
