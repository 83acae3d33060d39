import { Button, Group, Text } from '@mantine/core';
import i18next from 'i18next';
import { asProblem } from '../api/problem.ts';
import { problemText } from './problem-text.ts';

const UNDO_MS = 8_000;
const PROBLEM_MS = 10_000;

/** Fetched when there is something to say: most screens open without. */
const load = () => import('./notices.tsx');

/** Says what happened. */
export async function toast(message: string): Promise<void> {
  const { notifications } = await load();
  notifications.show({ message, withBorder: true, color: 'brand' });
}

/** Says what happened and offers to take it back; instead of asking before. */
export async function undoToast({ message, undo }: { message: string; undo: () => unknown }): Promise<void> {
  const { notifications } = await load();
  const id = notifications.show({
    autoClose: UNDO_MS,
    withBorder: true,
    color: 'brand',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {i18next.t('common.undo')}
        </Button>
      </Group>
    ),
  });
}

/** Says what went wrong and what to do. */
export async function problemToast(error: unknown): Promise<void> {
  const [{ notifications }] = await Promise.all([load(), i18next.loadNamespaces('problems')]);
  const { title, advice } = problemText(asProblem(error), i18next.t);
  notifications.show({ title, message: advice, color: 'red', withBorder: true, autoClose: PROBLEM_MS });
}
