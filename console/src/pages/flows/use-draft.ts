import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import { useBusiness } from '../../session/use-me.ts';
import { problemToast, undoToast } from '../../ui/toast.tsx';
import { type Draft, discardDraft, draftOf, type Flow, saveDraft } from './flow-queries.ts';

const SAVE_AFTER_MS = 1_200;

type State = 'saved' | 'saving' | 'unsaved';

/**
 * The text in the editor and its way into the draft: saved shortly after the last key, by one request at a time, and
 * never over what somebody else saved meanwhile.
 */
export function useDraft(flow: Flow, draft: Draft | null) {
  const { t } = useTranslation('flows');
  const queries = useQueryClient();
  const business = useBusiness();
  const [source, setSource] = useState(draft?.source ?? flow.source);
  const [seen, setSeen] = useState<string | null>(draft?.changedAt ?? null);
  const [state, setShownState] = useState<State>('saved');
  const [conflict, setConflict] = useState<string | null>(null);
  const now = useRef({ source, seen, state });
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const under = useRef<Promise<string | null>>(Promise.resolve(seen));
  const { name } = flow;

  const keep = useCallback((changed: { source?: string; seen?: string | null }) => {
    Object.assign(now.current, changed);
    if (changed.source !== undefined) setSource(changed.source);
    if (changed.seen !== undefined) setSeen(changed.seen);
  }, []);

  const setState = useCallback((state: State) => {
    now.current.state = state;
    setShownState(state);
  }, []);

  const complain = useCallback((error: unknown) => {
    const problem = asProblem(error);
    if (problem.kind === 'draft-changed') setConflict(String(problem.details.changedBy ?? ''));
    else problemToast(error);
  }, []);

  const save = useCallback((): Promise<string | null> => {
    clearTimeout(timer.current);
    timer.current = undefined;
    const saving = under.current
      .catch(() => null)
      .then(async () => {
        const { source, seen } = now.current;
        setState('saving');
        const saved = await saveDraft(name, source, seen);
        keep({ seen: saved.changedAt });
        setState(now.current.source === source ? 'saved' : 'unsaved');
        if (seen === null) void queries.invalidateQueries({ queryKey: [business, 'flows'] });
        return saved.changedAt;
      });
    under.current = saving;
    saving.catch((error: unknown) => {
      setState('unsaved');
      complain(error);
    });
    return saving;
  }, [business, complain, keep, name, queries, setState]);

  const change = useCallback(
    (text: string) => {
      keep({ source: text });
      setState('unsaved');
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save().catch(() => {}), SAVE_AFTER_MS);
    },
    [keep, save, setState],
  );

  useEffect(
    () => () => {
      if (timer.current !== undefined) void save().catch(() => {}); // who leaves loses nothing
    },
    [save],
  );

  // What somebody else saved, published or brought back is shown, unless there is something unsaved here.
  const theirs = flow.draft?.changedAt ?? null;
  useEffect(() => {
    const isFree = () => now.current.state === 'saved';
    if (!isFree() || (theirs !== null && theirs === now.current.seen)) return;
    if (theirs === null) return keep({ source: flow.source, seen: null });
    queries.fetchQuery({ ...draftOf(business, name), staleTime: 0 }).then(
      (draft) => isFree() && keep({ source: draft.source, seen: draft.changedAt }),
      () => {}, // published or discarded meanwhile: the flow is read again and says so
    );
  }, [business, flow.source, keep, name, queries, theirs]);

  return {
    source,
    seen,
    state,
    conflict,
    isDraft: seen !== null || state !== 'saved',
    change,
    saveNow: async () => (state === 'saved' ? now.current.seen : save()),
    async changeText(path: readonly (string | number)[], language: string | null, text: string) {
      try {
        if (state !== 'saved') await save();
      } catch {
        return; // said already
      }
      try {
        // One text goes into whatever draft there is: nobody's other texts are lost by it.
        const body = { texts: [{ path: [...path], language, text }] };
        const saved = await answered(api.PATCH('/api/v1/flows/{name}/draft', { params: { path: { name } }, body }));
        const isFirst = now.current.seen === null;
        keep({ source: saved.source, seen: saved.changedAt });
        if (isFirst) void queries.invalidateQueries({ queryKey: [business, 'flows'] });
      } catch (error) {
        problemToast(error);
      }
    },
    published() {
      keep({ seen: null });
      setState('saved');
    },
    async discard() {
      const before = now.current.source;
      clearTimeout(timer.current);
      timer.current = undefined;
      try {
        if (now.current.seen !== null) await discardDraft(name);
        keep({ seen: null, source: flow.source });
        setState('saved');
        setConflict(null);
        await queries.invalidateQueries({ queryKey: [business, 'flows'] });
        undoToast({ message: t('flows.discarded'), undo: () => change(before) });
      } catch (error) {
        problemToast(error);
      }
    },
    async takeTheirs() {
      setConflict(null);
      const theirs = await queries.fetchQuery({ ...draftOf(business, name), staleTime: 0 }).catch(() => null);
      keep({ source: theirs?.source ?? flow.source, seen: theirs?.changedAt ?? null });
      setState('saved');
    },
    async keepMine() {
      setConflict(null);
      const theirs = await queries.fetchQuery({ ...draftOf(business, name), staleTime: 0 }).catch(() => null);
      keep({ seen: theirs?.changedAt ?? null });
      await save().catch(() => {});
    },
  };
}
