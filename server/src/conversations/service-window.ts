import { HOUR, later, MINUTE } from '../platform/time.ts';

const SERVICE_WINDOW_MS = 24 * HOUR;
const SAFETY_MARGIN_MS = 2 * MINUTE; // the platform's clock and ours differ, and a send takes time

/**
 * When the customer service window closes. Until then a business may send free-form messages; afterwards only
 * approved templates.
 *
 * @param lastInboundAt the customer's latest message; null when they never wrote.
 * @returns null when no window was ever opened.
 * @see WhatsApp Business Platform, "Customer service windows"
 */
export function serviceWindowClosesAt(lastInboundAt: Date | null): Date | null {
  return lastInboundAt && later(lastInboundAt, SERVICE_WINDOW_MS);
}

/** Whether a free-form message sent now still arrives within the window. */
export function isServiceWindowOpen(lastInboundAt: Date | null, now: Date): boolean {
  const closesAt = serviceWindowClosesAt(lastInboundAt);
  return closesAt !== null && now < later(closesAt, -SAFETY_MARGIN_MS);
}
