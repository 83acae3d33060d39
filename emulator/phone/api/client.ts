import type { Bubble, LedgerEntry, NewPhone, Phone, PhoneMessage, PhoneState } from '../../src/phone-api.ts';

/** Where a chat is: one customer's phone and one business number. */
export type ChatRef = { phoneId: string; numberId: string };
export type PhoneSettings = Partial<Pick<Phone, 'readReceipts' | 'online' | 'blocked'>>;

/** The emulator, as the page calls it. Every call rejects with an `ApiProblem`. */
export type Api = {
  state(): Promise<PhoneState>;
  ledger(after: number): Promise<LedgerEntry[]>;
  addPhone(phone: NewPhone): Promise<Phone>;
  changeSettings(phoneId: string, settings: PhoneSettings): Promise<Phone>;
  bubbles(chat: ChatRef, before?: string): Promise<Bubble[]>;
  send(chat: ChatRef, message: PhoneMessage): Promise<Bubble>;
  markRead(chat: ChatRef): Promise<void>;
  upload(file: Blob, fileName?: string): Promise<string>;
};

/** A call that failed, in words for the person at the phone. `status` is null when no answer came. */
export class ApiProblem extends Error {
  status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}

export const API_ROOT = '/phone/api';

/** Talks to the emulator of the page's own origin. */
export function createApi(fetcher: typeof fetch = (...args) => fetch(...args)): Api {
  const call = async (path: string, init?: RequestInit): Promise<Response> => {
    const response = await fetcher(API_ROOT + path, init).catch(() => {
      throw new ApiProblem('The emulator cannot be reached. Check that it is running.', null);
    });
    if (!response.ok) throw new ApiProblem(await problemOf(response), response.status);
    return response;
  };
  const get = async <T>(path: string): Promise<T> => (await call(path)).json();
  const post = async <T>(path: string, body: unknown): Promise<T> =>
    (
      await call(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    ).json();

  return {
    state: () => get<PhoneState>('/state'),
    ledger: async (after) => (await get<{ entries: LedgerEntry[] }>(`/ledger?after=${after}`)).entries,
    addPhone: (phone) => post<Phone>('/phones', phone),
    changeSettings: (phoneId, settings) => post<Phone>(`/phones/${encodeURIComponent(phoneId)}/settings`, settings),
    bubbles: async (chat, before) => {
      const page = before ? `?before=${encodeURIComponent(before)}` : '';
      return (await get<{ bubbles: Bubble[] }>(chatPath(chat) + page)).bubbles;
    },
    send: (chat, message) => post<Bubble>(`${chatPath(chat)}/messages`, message),
    markRead: async (chat) => {
      await call(`${chatPath(chat)}/read`, { method: 'POST' });
    },
    upload: async (file, fileName) => {
      const headers = new Headers({ 'content-type': file.type || 'application/octet-stream' });
      if (fileName) headers.set('x-file-name', encodeURIComponent(fileName)); // header values are Latin-1, names are not
      const answer = await call('/uploads', { method: 'POST', headers, body: file });
      const { mediaId }: { mediaId: string } = await answer.json();
      return mediaId;
    },
  };
}

/** Where the bytes of a stored media can be had. */
export const mediaUrl = (mediaId: string): string => `${API_ROOT}/media/${encodeURIComponent(mediaId)}`;

const chatPath = ({ phoneId, numberId }: ChatRef) =>
  `/chats/${encodeURIComponent(phoneId)}/${encodeURIComponent(numberId)}`;

async function problemOf(response: Response): Promise<string> {
  const body: { error?: { message?: string } } | null = await response.json().catch(() => null);
  return body?.error?.message ?? `The emulator answered with status ${response.status}.`;
}
