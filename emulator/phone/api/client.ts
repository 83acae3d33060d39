import type {
  Bubble,
  FormStep,
  FormValues,
  FormView,
  KnobChange,
  KnobSettings,
  LedgerEntry,
  NewPhone,
  Phone,
  PhoneMessage,
  PhoneSettings,
  PhoneState,
  ProductCard,
} from '../../src/phone-api.ts';

/** Where a chat is: one customer's phone and one business number. */
export type ChatRef = { phoneId: string; numberId: string };

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
  played(chat: ChatRef, bubbleId: string): Promise<void>;
  catalogue(): Promise<ProductCard[]>;
  openForm(chat: ChatRef, bubbleId: string): Promise<FormView>;
  stepForm(phoneId: string, formId: string, values: FormValues): Promise<FormStep>;
  backInForm(phoneId: string, formId: string): Promise<FormView>;
  turnKnobs(change: KnobChange): Promise<KnobSettings>;
  resetKnobs(): Promise<KnobSettings>;
  /** Puts the emulator's clock forward by "24h", "90 min" or the like. */
  forward(span: string): Promise<void>;
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
const CONTROL_ROOT = '/emulator';

/** Talks to the emulator of the page's own origin. */
export function createApi(fetcher: typeof fetch = (...args) => fetch(...args)): Api {
  const call = async (path: string, init?: RequestInit, root: string = API_ROOT): Promise<Response> => {
    const response = await fetcher(root + path, init).catch(() => {
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

  const control = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    return (await call(path, init, CONTROL_ROOT)).json();
  };
  const form = (phoneId: string, formId: string) =>
    `/forms/${encodeURIComponent(phoneId)}/${encodeURIComponent(formId)}`;

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
    played: async (chat, bubbleId) => {
      await call(`${chatPath(chat)}/played`, { method: 'POST', body: JSON.stringify({ bubbleId }) });
    },
    catalogue: async () => (await get<{ products: ProductCard[] }>('/catalogue')).products,
    openForm: (chat, bubbleId) => post<FormView>(`${chatPath(chat)}/forms`, { bubbleId }),
    stepForm: (phoneId, formId, values) => post<FormStep>(form(phoneId, formId), values),
    backInForm: (phoneId, formId) => post<FormView>(`${form(phoneId, formId)}/back`, {}),
    turnKnobs: (change) => control<KnobSettings>('PATCH', '/knobs', change),
    resetKnobs: () => control<KnobSettings>('DELETE', '/knobs'),
    forward: (span) => control('POST', '/clock', { forward: span }),
  };
}

/** Where the bytes of a stored media can be had. */
export const mediaUrl = (mediaId: string): string => `${API_ROOT}/media/${encodeURIComponent(mediaId)}`;

/** The conversation as a test of a flow; `after` a message, or all of it. */
export function transcriptUrl({ phoneId, numberId }: ChatRef, after: string | null): string {
  const query = new URLSearchParams({ number: numberId, ...(after === null ? {} : { after }) });
  return `${CONTROL_ROOT}/phones/${encodeURIComponent(phoneId)}/transcript?${query}`;
}

/** Everything that went over the wire, to keep. */
export const ledgerUrl = `${CONTROL_ROOT}/ledger.jsonl`;

const chatPath = ({ phoneId, numberId }: ChatRef) =>
  `/chats/${encodeURIComponent(phoneId)}/${encodeURIComponent(numberId)}`;

async function problemOf(response: Response): Promise<string> {
  const body: { error?: { message?: string } } | null = await response.json().catch(() => null);
  return body?.error?.message ?? `The emulator answered with status ${response.status}.`;
}
