import type { PhoneDriver } from '../../../emulator/src/index.ts';

const AT_ONCE = 20;

/** Works through a list, several at a time: one by one is slow, and all at once would be a test of speed. */
export async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const open = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of open) await work(item);
    }),
  );
}

/** Waits until a text of the business arrives on the phone, whatever else arrives before. */
export async function hears(phone: PhoneDriver, body: string, how: { to?: string } = {}): Promise<void> {
  for (;;) {
    const { content } = await phone.next(how);
    if (content.type === 'text' && content.body === body) return;
  }
}
