import { Button, FileInput, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { problemToast } from '../../ui/toast.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type Imported, importFaqs } from './faq-queries.ts';
import css from './faqs.module.css';

const LARGEST_BYTES = 900_000;
const MOST_SHOWN = 100;
const TONES = { added: 'good', changed: 'waiting', same: 'quiet' } as const;

/** A table of questions: first what it would change, row by row, then the change. */
export function ImportFaqs({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('faqs');
  const [csv, setCsv] = useState<string | null>(null);
  const look = useMutation({ mutationFn: (text: string) => importFaqs(text, true), onError: problemToast });
  const write = useWrite({
    write: (text: string) => importFaqs(text, false),
    touches: ['faqs'],
    done: ({ added, changed }) => {
      close();
      return { message: t('faqs.imported', { added, changed }) };
    },
  });
  const close = () => {
    setCsv(null);
    look.reset();
    onClose();
  };
  const choose = async (file: File | null) => {
    look.reset();
    const text = file && file.size <= LARGEST_BYTES ? await file.text() : null;
    setCsv(text);
    if (text) look.mutate(text);
  };
  const plan = look.data;
  const isUseful = plan !== undefined && plan.problems.length === 0 && plan.added + plan.changed > 0;
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('faqs.import')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('faqs.importAdvice')}
        </Text>
        <FileInput
          label={t('faqs.file')}
          placeholder={t('faqs.chooseFile')}
          accept=".csv,text/csv"
          leftSection={<IconUpload size={16} aria-hidden />}
          onChange={(file) => void choose(file)}
          clearable
        />
        {plan && <Plan plan={plan} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={!isUseful || csv === null}
            loading={write.isPending}
            onClick={() => csv && write.mutate(csv)}
          >
            {t('faqs.importNow', { count: (plan?.added ?? 0) + (plan?.changed ?? 0) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Plan({ plan }: { plan: Imported }) {
  const { t } = useTranslation('faqs');
  return (
    <section aria-live="polite">
      <Text size="sm" mb="xs">
        {t('faqs.plan', { added: plan.added, changed: plan.changed, same: plan.same })}
      </Text>
      {plan.problems.length > 0 && (
        <ul className={css.problems}>
          {plan.problems.slice(0, MOST_SHOWN).map(({ line, message }) => (
            <li key={`${line} ${message}`}>
              {t('faqs.line', { line })}: {message}
            </li>
          ))}
        </ul>
      )}
      <div className={css.plan}>
        <Table>
          <Table.Tbody>
            {plan.rows.slice(0, MOST_SHOWN).map(({ line, topic, language, question, effect }) => (
              <Table.Tr key={line}>
                <Table.Td>
                  <StatusBadge tone={TONES[effect]}>{t(`faqs.effect.${effect}`)}</StatusBadge>
                </Table.Td>
                <Table.Td>
                  {topic} ({language})
                </Table.Td>
                <Table.Td dir="auto">{question}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}
