import { Button, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useMe } from '../../../session/use-me.ts';
import { problemToast } from '../../../ui/toast.tsx';
import { MadeWords } from '../composer/ai-menu.tsx';
import type { Row } from '../model/shapes.ts';
import { Section } from './section.tsx';

/** What was said so far, in a few sentences, when somebody asks for them. */
export function Summary({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  const summary = useMutation({
    mutationFn: (id: string) =>
      answered(api.GET('/api/v1/ai/conversations/{id}/summary', { params: { path: { id } } })),
    onError: problemToast,
  });
  if (!can('ai:use')) return null;
  const made = summary.data && summary.variables === row.id ? summary.data : null;
  return (
    <Section title={t('inbox.context.summary')}>
      {made ? (
        <>
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {made.text}
          </Text>
          <Text size="xs" c="violet" mt={4}>
            <MadeWords made={made} />
          </Text>
        </>
      ) : (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconSparkles size={14} aria-hidden />}
          loading={summary.isPending}
          onClick={() => summary.mutate(row.id)}
        >
          {t('inbox.context.summarise')}
        </Button>
      )}
    </Section>
  );
}
