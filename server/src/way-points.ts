import { channel } from 'node:diagnostics_channel';
import type { Channel, Point, Statements } from './conversations/index.ts';

/**
 * Named points on the way of a message. Whoever watches the process (`chaos/` does, through a file loaded before the
 * program) is told on the diagnostics channel of this name; a node in service tells nobody and does nothing here.
 */
export const WAY_POINTS = 'parlour.way-points';
export type WayPoint = Point | 'webhook read' | 'webhook stored' | 'sending';

const watchers = channel(WAY_POINTS);

export function passing(point: WayPoint): void {
  if (watchers.hasSubscribers) watchers.publish(point);
}

/** Tells around storing; untouched when nobody listens. */
export const watchedReceive = (receive: Statements['receive']): Statements['receive'] =>
  watchers.hasSubscribers
    ? async (webhook) => {
        passing('webhook read');
        await receive(webhook);
        passing('webhook stored');
      }
    : receive;

/** Tells before each call to the provider; untouched when nobody listens. */
export const watchedChannel = (open: Channel): Channel =>
  watchers.hasSubscribers
    ? {
        ...open,
        send(message) {
          passing('sending');
          return open.send(message);
        },
      }
    : open;
