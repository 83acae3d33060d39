import { Button, Code, Collapse, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/problem.ts';
import css from './empty-state.module.css';
import { problemText } from './problem-text.ts';

/** A problem in place of what should be here: what happened, what to do, and the provider's words behind "details". */
export function Trouble({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const { t } = useTranslation(['common', 'problems'], { useSuspense: false }); // until the words are here, the API's
  const problem = asProblem(error);
  const { title, advice } = problemText(problem, t);
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <Stack className={css.state} role="alert" align="center" gap="xs">
      <IconAlertTriangle size={28} stroke={1.5} className={css.failed} aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" size="sm" ta="center">
        {advice}
      </Text>
      <div className={css.actions}>
        {retry && (
          <Button variant="default" onClick={() => void retry()}>
            {t('common.tryAgain')}
          </Button>
        )}
        {problem.status > 0 && (
          <Button variant="subtle" color="gray" onClick={toggle} aria-expanded={isOpen}>
            {t('common.details')}
          </Button>
        )}
      </div>
      <Collapse expanded={isOpen}>
        <Code block>{JSON.stringify({ kind: problem.kind, status: problem.status, ...problem.details }, null, 2)}</Code>
      </Collapse>
    </Stack>
  );
}
