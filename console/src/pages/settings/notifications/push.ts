import { answered, api } from '../../../api/client.ts';

export const NOTICE_KINDS = ['hand_off', 'assigned', 'mention', 'order'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Why this browser shows no notices; null: it can. */
export function whyNot(): 'unsupported' | 'denied' | null {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window))
    return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/** The worker, once it is at work; null in a browser that got none. */
const worker = async (): Promise<ServiceWorkerRegistration | null> =>
  (await navigator.serviceWorker.getRegistration()) ?? null;

export async function currentSubscription(): Promise<PushSubscription | null> {
  if (whyNot() === 'unsupported') return null;
  return (await (await worker())?.pushManager.getSubscription()) ?? null;
}

/** What came of asking; `unavailable`: a private window, or the browser does not reach its push service. */
export type Asked = 'on' | 'refused' | 'unavailable';

/** Asks for the permission, once a person pressed a button, and tells the server where to send. */
export async function subscribe(wants: NoticeKind[]): Promise<Asked> {
  const registration = await worker();
  if (!registration) return 'unavailable';
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  const { publicKey } = await answered(api.GET('/api/v1/push/key'));
  const applicationServerKey = bytesOf(publicKey);
  const made = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey })
    .catch(() => null);
  const { endpoint, keys } = made?.toJSON() ?? {};
  if (!endpoint || !keys?.p256dh || !keys.auth) return 'unavailable';
  const subscription = { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
  await answered(api.PUT('/api/v1/push/subscription', { body: { subscription, wants } }));
  return 'on';
}

export async function unsubscribe(): Promise<void> {
  const subscription = await currentSubscription();
  if (!subscription) return;
  await answered(api.POST('/api/v1/push/subscription/end', { body: { endpoint: subscription.endpoint } }));
  await subscription.unsubscribe();
}

/** base64url to bytes, as browsers want the key. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
