import type {
  Correction,
  FormStep,
  FormValues,
  FormView,
  KnobSettings,
  NewPhone,
  Phone,
  PhoneSettings,
  ProductCard,
} from '../../src/phone-api.ts';
import type { ChatRef } from '../api/client.ts';
import { loadLatest, loadOlder } from './live.ts';
import { createSending, type SendDeps, type Sending } from './sending.ts';
import { chatKey, type Draft } from './state.ts';
import { ownReaction } from './thread.ts';

/** What a person at the phone can do. None of these reject: what went wrong is shown as a notice. */
export type Verbs = Sending & {
  openChat(chat: ChatRef): Promise<void>;
  showOlder(chat: ChatRef): Promise<void>;
  markRead(chat: ChatRef): Promise<void>;
  draft(chat: ChatRef, draft: Draft): void;
  /** Quotes a message in the draft; undefined quotes none. */
  quote(chat: ChatRef, bubbleId: string | undefined): void;
  /** Sets the customer's reaction; choosing the same emoji again takes it back. */
  react(chat: ChatRef, bubbleId: string, emoji: string): Promise<void>;
  /** Corrects an own message: with other words, or so that it is gone for everyone. */
  correct(chat: ChatRef, correction: Correction): Promise<void>;
  /** @returns why the settings could not be had; null when they are. */
  changeSettings(phone: Phone, settings: PhoneSettings): Promise<string | null>;
  /** @returns the new phone, or why it could not be added. */
  addPhone(phone: NewPhone): Promise<Phone | { problem: string }>;
  /** A voice note was listened to. */
  played(chat: ChatRef, bubbleId: string): Promise<void>;
  catalogue(): Promise<ProductCard[] | Problem>;
  openForm(chat: ChatRef, bubbleId: string): Promise<FormView | Problem>;
  stepForm(phoneId: string, formId: string, values: FormValues): Promise<FormStep | Problem>;
  backInForm(phoneId: string, formId: string): Promise<FormView | Problem>;
  turnKnobs(change: KnobTurn): Promise<void>;
  resetKnobs(): Promise<void>;
  forward(span: string): Promise<void>;
  notice(text: string | null): void;
};

type Problem = { problem: string };

export function createVerbs(deps: SendDeps): Verbs {
  const { store, api } = deps;
  const turned = (turning: ReturnType<typeof api.resetKnobs>) =>
    turning.then((knobs) => store.change({ type: 'knobs-turned', knobs }), noticing);
  const noticing = (problem: unknown) => store.change({ type: 'noticed', notice: wordsOf(problem) });

  return {
    ...createSending(deps),
    async openChat(chat) {
      if (store.get().threads[chatKey(chat)]?.loaded) return;
      store.change({ type: 'thread-opened', chat });
      await loadLatest(store, api, chat).catch(noticing);
    },
    showOlder: (chat) => loadOlder(store, api, chat).catch(noticing),
    async markRead(chat) {
      store.change({ type: 'chat-read', chat });
      await api.markRead(chat).catch(noticing);
    },
    draft: (chat, draft) => store.change({ type: 'drafted', chat, draft }),
    quote(chat, bubbleId) {
      const text = store.get().drafts[chatKey(chat)]?.text ?? '';
      store.change({ type: 'drafted', chat, draft: { text, quoting: bubbleId } });
    },
    async react(chat, bubbleId, emoji) {
      const before = reactionTo(deps, chat, bubbleId);
      const after = emoji === before ? '' : emoji;
      store.change({ type: 'reacted', chat, bubbleId, emoji: after });
      await api.send(chat, { type: 'reaction', bubbleId, emoji: after }).catch((problem) => {
        store.change({ type: 'reacted', chat, bubbleId, emoji: before });
        noticing(problem);
      });
    },
    async correct(chat, correction) {
      await api
        .send(chat, correction)
        .then((bubble) => store.change({ type: 'heard', event: { event: 'bubble', bubble } }), noticing);
    },
    async changeSettings(phone, settings) {
      store.change({ type: 'phone-changed', phone: { ...phone, ...settings } });
      return api.changeSettings(phone.id, settings).then(
        (changed) => {
          store.change({ type: 'phone-changed', phone: changed });
          return null;
        },
        (problem) => {
          store.change({ type: 'phone-changed', phone });
          noticing(problem);
          return wordsOf(problem);
        },
      );
    },
    async addPhone(newPhone) {
      const added = await api.addPhone(newPhone).catch((problem) => ({ problem: wordsOf(problem) }));
      if (!('problem' in added)) store.change({ type: 'phone-changed', phone: added });
      return added;
    },
    played: (chat, bubbleId) => api.played(chat, bubbleId).catch(noticing),
    catalogue: () => api.catalogue().catch(problemOf),
    openForm: (chat, bubbleId) => api.openForm(chat, bubbleId).catch(problemOf),
    stepForm: (phoneId, formId, values) => api.stepForm(phoneId, formId, values).catch(problemOf),
    backInForm: (phoneId, formId) => api.backInForm(phoneId, formId).catch(problemOf),
    turnKnobs(change) {
      const { knobs } = store.get();
      // Shown at once: how far one knob can be turned depends on the others.
      if (knobs) store.change({ type: 'knobs-turned', knobs: withChange(knobs, change) });
      return turned(
        api.turnKnobs(change).catch((problem: unknown) => {
          if (knobs) store.change({ type: 'knobs-turned', knobs });
          throw problem;
        }),
      );
    },
    resetKnobs: () => turned(api.resetKnobs()),
    forward: (span) => api.forward(span).catch(noticing),
    notice: (notice) => store.change({ type: 'noticed', notice }),
  };
}

const problemOf = (problem: unknown): Problem => ({ problem: wordsOf(problem) });

const wordsOf = (problem: unknown) => (problem instanceof Error ? problem.message : 'That did not work.');

function reactionTo({ store }: { store: SendDeps['store'] }, chat: ChatRef, bubbleId: string): string {
  const bubble = store.get().threads[chatKey(chat)]?.bubbles.find(({ id }) => id === bubbleId);
  return bubble ? ownReaction(bubble) : '';
}

type KnobTurn = Partial<
  Pick<KnobSettings, 'seed' | 'token'> & { [Group in 'calls' | 'webhooks' | 'statuses']: Partial<KnobSettings[Group]> }
>;

const withChange = (knobs: KnobSettings, change: KnobTurn): KnobSettings => ({
  ...knobs,
  ...change,
  calls: { ...knobs.calls, ...change.calls },
  webhooks: { ...knobs.webhooks, ...change.webhooks },
  statuses: { ...knobs.statuses, ...change.statuses },
});
