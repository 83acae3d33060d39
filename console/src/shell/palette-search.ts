import { queryOptions } from '@tanstack/react-query';

export type FoundKind = 'contacts' | 'orders' | 'conversations';
export type Found = { kind: FoundKind; items: { id: string; label: string; hint?: string; path: string }[] };

const AT_MOST = 5;

type Look = {
  kind: FoundKind;
  permission: string;
  read: (item: Record<string, unknown>) => Found['items'][number] | null;
};

/** What the palette looks through; each list is searched by the API as its own page searches it. */
const LOOKS: readonly Look[] = [
  {
    kind: 'contacts',
    permission: 'contacts:read',
    read: ({ id, name, phone }) => ({
      id: text(id),
      label: text(name) || text(phone),
      hint: text(name) ? text(phone) : undefined,
      path: `contacts/${text(id)}`,
    }),
  },
  {
    kind: 'orders',
    permission: 'orders:read',
    read: ({ number, contact, state }) => ({
      id: text(number),
      label: `#${text(number)}`,
      hint: [nameOf(contact), text(state)].filter(Boolean).join(' · '),
      path: `orders/${text(number)}`,
    }),
  },
  {
    kind: 'conversations',
    permission: 'conversations:read',
    read: ({ id, contact, preview }) => ({
      id: text(id),
      label: nameOf(contact),
      hint: text(preview),
      path: `inbox/${text(id)}`,
    }),
  },
];

/** Contacts, orders and conversations that answer to `query`; a list that cannot be searched is left out. */
export const foundOf = (business: string, query: string, can: (permission: string) => boolean) =>
  queryOptions({
    queryKey: [business, 'palette', query],
    staleTime: 10_000,
    queryFn: ({ signal }) =>
      Promise.all(LOOKS.filter(({ permission }) => can(permission)).map((look) => find(look, business, query, signal))),
    select: (found) => found.filter(({ items }) => items.length > 0),
  });

async function find({ kind, read }: Look, business: string, query: string, signal: AbortSignal): Promise<Found> {
  const url = `/api/v1/${kind}?${new URLSearchParams({ search: query, limit: String(AT_MOST) })}`;
  const response = await fetch(url, { headers: { 'x-business': business }, signal });
  if (!response.ok) return { kind, items: [] };
  const { items = [] }: { items?: Record<string, unknown>[] } = await response.json();
  return { kind, items: items.flatMap((item) => read(item) ?? []).filter(({ label }) => label !== '') };
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

function nameOf(contact: unknown): string {
  if (typeof contact !== 'object' || contact === null) return '';
  const { name, phone } = contact as { name?: unknown; phone?: unknown };
  return text(name) || text(phone);
}
