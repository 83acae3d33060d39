import { type AuditAction, recordAudit } from '../accounts/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { tellLive } from '../platform/live.ts';
import type { Actor } from '../platform/policy.ts';
import { Problem } from '../platform/problem.ts';
import type { Desk } from './desk.ts';
import { type FlowRef, sourceInUse, sourceOf } from './flow-desk.ts';
import { type DraftRef, draftOf, type Seen, saveDraft, takeDraft } from './flows/drafts.ts';
import { loadFlow } from './flows/load.ts';
import { publishFlow, type ReleaseEntry, SHIPPED } from './flows/releases.ts';
import { type TextEdit, withTexts } from './flows/source-edit.ts';
import type { FlowDraft } from './schema.ts';

const textNotFound = () =>
  new Problem('flow-text-not-found', 422, 'One of these texts is not in the flow any more. Read it again.');

/** What a person does to the flows of a business. */
export type FlowEditor = {
  save(ref: FlowRef, source: string, seen: Seen): Promise<FlowDraft>;
  /** Other texts in the draft; without one, in what is in use. @throws flow-text-not-found */
  saveTexts(ref: FlowRef, texts: readonly TextEdit[], seen: Seen): Promise<FlowDraft>;
  discard(ref: FlowRef): Promise<void>;
  /** @throws no-draft, draft-changed, flow-has-errors */
  publish(ref: FlowRef, note: string, seen: Seen): Promise<ReleaseEntry>;
  /** @throws flow-version-not-found */
  bringBack(ref: FlowRef, note: string, number: number): Promise<ReleaseEntry>;
  /** Published at once; an edit under way gets it too, so that publishing it later does not take it back. */
  changeWelcome(ref: FlowRef, text: string | Record<string, string>): Promise<ReleaseEntry>;
};

export function flowEditor(ctx: Ctx, desk: Desk, actor: Actor): FlowEditor {
  const by = actor.kind === 'operator' ? 'Operator' : actor.name;

  async function save(ref: FlowRef, source: string, seen: Seen): Promise<FlowDraft> {
    const draft = await ctx.db.transaction((tx) => saveDraft(ctx, tx, draftRef(ref), { source, by, seen }));
    tell(ctx, ref);
    return draft;
  }

  type Wanted = { source: string | null; note: string; restores: number | null };

  async function publishing(
    ref: FlowRef,
    action: AuditAction,
    wanted: (tx: Tx) => Promise<Wanted>,
  ): Promise<ReleaseEntry> {
    const release = await ctx.db.transaction(async (tx) => {
      const published = await publishFlow(ctx, tx, desk.vocabulary, draftRef(ref), { ...(await wanted(tx)), by });
      const { number, note, restores } = published;
      await audit(tx, ref, action, { number, note, restores });
      return published;
    });
    await desk.flows.refresh(); // here at once, elsewhere within a second
    tell(ctx, ref);
    return { ...release, isShipped: release.source === null };
  }

  const audit = (tx: Tx, { business, name }: FlowRef, action: AuditAction, after: unknown) =>
    recordAudit(tx, { businessId: business.id, actor, action, subject: name, after });

  return {
    save,
    async saveTexts(ref, texts, seen) {
      const known = await draftOf(ctx.db, draftRef(ref));
      const source = edited(known?.source ?? (await sourceInUse(ctx, desk, ref)), texts);
      return save(ref, source, seen === undefined ? (known?.changedAt ?? null) : seen);
    },
    async discard(ref) {
      await ctx.db.transaction(async (tx) => {
        const { changedAt, changedBy } = await takeDraft(tx, draftRef(ref), undefined);
        await audit(tx, ref, 'flow.draft_discarded', { changedAt, changedBy });
      });
      tell(ctx, ref);
    },
    publish: (ref, note, seen) =>
      publishing(ref, 'flow.published', async (tx) => {
        const { source } = await takeDraft(tx, draftRef(ref), seen);
        return { source, note, restores: null };
      }),
    async bringBack(ref, note, restores) {
      const source = await sourceOf(ctx, desk, ref, restores); // it must be there
      const wanted = { source: restores === SHIPPED ? null : source, note, restores };
      return publishing(ref, 'flow.restored', async () => wanted);
    },
    async changeWelcome(ref, text) {
      const { path } = await welcomeOf(ctx, desk, ref);
      const edits = typeof text === 'string' ? [{ path, language: null, text }] : translations(path, text);
      const source = edited(await sourceInUse(ctx, desk, ref), edits);
      return publishing(ref, 'flow.welcome_changed', async (tx) => {
        const draft = await draftOf(tx, draftRef(ref));
        const withWelcome = draft && withTexts(draft.source, edits);
        if (withWelcome) await saveDraft(ctx, tx, draftRef(ref), { source: withWelcome, by, seen: draft.changedAt });
        return { source, note: '', restores: null };
      });
    },
  };
}

/** What the assistant says first, and where that stands in the file. @throws flow-not-found, flow-text-not-found */
export async function welcomeOf(ctx: Ctx, desk: Desk, ref: FlowRef) {
  const { definition } = loadFlow(ref.name, await sourceInUse(ctx, desk, ref), desk.vocabulary);
  const node = definition?.nodes[definition.start];
  if (!definition || !node || !('text' in node) || node.text === undefined) throw textNotFound();
  return { node: definition.start, path: ['nodes', definition.start, 'text'], text: node.text };
}

const translations = (path: string[], text: Record<string, string>): TextEdit[] =>
  Object.entries(text).map(([language, one]) => ({ path, language, text: one }));

function edited(source: string, edits: readonly TextEdit[]): string {
  const result = withTexts(source, edits);
  if (result === null) throw textNotFound();
  return result;
}

const draftRef = ({ business, name }: FlowRef): DraftRef => ({ businessId: business.id, flow: name });

const tell = (ctx: Ctx, { business, name }: FlowRef): void => tellLive(ctx, business.id, { kind: 'flow', id: name });
