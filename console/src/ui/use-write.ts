import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { LiveKind } from '../api/live.ts';
import { useBusiness } from '../session/use-me.ts';
import { problemToast, toast, undoToast } from './toast.tsx';

type Done = { message: string; undo?: () => unknown } | null | undefined;

type WriteOptions<Input, Result> = {
  write: (input: Input) => Promise<Result>;
  /** Kinds whose queries are read again: the second word of their keys. */
  touches?: readonly (LiveKind | (string & {}))[];
  /** What to say afterwards; with `undo` it offers to take it back. */
  done?: (result: Result, input: Input) => Done;
  /** Return true when the problem is shown in place; else it is toasted. */
  failed?: (error: unknown, input: Input) => boolean | undefined;
};

/** A write: says what happened, reads again what it touched, toasts what went wrong. */
export function useWrite<Input = void, Result = unknown>({
  write,
  touches = [],
  done,
  failed,
}: WriteOptions<Input, Result>) {
  const queries = useQueryClient();
  const business = useBusiness();
  return useMutation<Result, unknown, Input>({
    mutationFn: write,
    onSuccess: async (result, input) => {
      const said = done?.(result, input);
      if (said?.undo) undoToast({ message: said.message, undo: said.undo });
      else if (said) toast(said.message);
      await Promise.all(touches.map((kind) => queries.invalidateQueries({ queryKey: [business, kind] })));
    },
    onError: (error, input) => {
      if (failed?.(error, input) !== true) problemToast(error);
    },
  });
}
