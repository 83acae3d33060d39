import {
  Alert,
  Button,
  Checkbox,
  FileInput,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFileSpreadsheet } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { IMPORTED, type Imported, type ImportReport, importContacts } from './calls.ts';

type Look = { file: File; columns: Record<string, Imported> | null; isReplaced?: boolean };

/** People from a file: choose it, say what its columns hold, see what would happen, then do it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const business = useBusiness();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [holds, setHolds] = useState<Record<string, Imported> | null>(null);
  const [replace, setReplace] = useState(false);
  const [source, setSource] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const failed = (error: unknown) => {
    setProblem(error);
    return true;
  };
  const knownAs = (isReplaced: boolean) => (isReplaced ? ('replace' as const) : ('fill' as const));
  const look = useWrite({
    write: ({ file: chosen, columns, isReplaced = replace }: Look) =>
      importContacts(business, chosen, { columns, known: knownAs(isReplaced), source, skipWrong: false, dryRun: true }),
    done: (found) => {
      setReport(found);
      setHolds(Object.fromEntries(found.columns.map(({ column, holds: what }) => [column, what])));
      return null;
    },
    failed,
  });
  const take = useWrite({
    write: () =>
      importContacts(business, file!, {
        columns: holds,
        known: knownAs(replace),
        source,
        skipWrong: true,
        dryRun: false,
      }),
    touches: ['contacts'],
    done: ({ created, updated }) => {
      onClose();
      return { message: t('contacts.import.done', { created, updated }) };
    },
    failed,
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
    setProblem(null);
    if (chosen) look.mutate({ file: chosen, columns: null });
  };
  const assign = (column: string, what: Imported) => {
    const columns = { ...holds, [column]: what };
    setHolds(columns);
    setProblem(null);
    if (file) look.mutate({ file, columns });
  };
  /** What would change depends on it. */
  const lookAgain = (isReplaced: boolean) => {
    setReplace(isReplaced);
    if (file) look.mutate({ file, columns: holds, isReplaced });
  };
  const kinds = Object.values(holds ?? {});
  const needsSource = kinds.includes('marketing');
  const isReady =
    report !== null &&
    kinds.includes('phone') &&
    report.created + report.updated > 0 &&
    (!needsSource || source.trim().length >= 3);

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('contacts.import.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <FileInput
          label={t('contacts.import.file')}
          description={t('contacts.import.fileHint')}
          placeholder={t('contacts.import.choose')}
          accept=".csv,text/csv"
          leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
          value={file}
          onChange={choose}
        />
        {problem !== null && <Trouble error={problem} />}
        {report && report.columns.length > 0 && <Columns report={report} holds={holds ?? {}} onAssign={assign} />}
        {report && needsSource && (
          <TextInput
            label={t('contacts.consent.source')}
            description={t('contacts.consent.sourceHint')}
            value={source}
            maxLength={1_000}
            required
            onChange={(event) => setSource(event.currentTarget.value)}
          />
        )}
        {report && (
          <Checkbox
            label={t('contacts.import.replace')}
            checked={replace}
            onChange={(event) => lookAgain(event.currentTarget.checked)}
          />
        )}
        {report && report.rows === 0 && <Alert color="yellow">{t('contacts.import.empty')}</Alert>}
        {report && report.rows > 0 && <Outcome report={report} hasPhone={kinds.includes('phone')} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!isReady || look.isPending} loading={take.isPending} onClick={() => take.mutate()}>
            {t('contacts.import.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type ColumnsProps = {
  report: ImportReport;
  holds: Record<string, Imported>;
  onAssign: (column: string, what: Imported) => void;
};

function Columns({ report, holds, onAssign }: ColumnsProps) {
  const { t } = useTranslation('contacts');
  return (
    <Table.ScrollContainer minWidth={420} maxHeight={280}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('contacts.import.column')}</Table.Th>
            <Table.Th>{t('contacts.import.example')}</Table.Th>
            <Table.Th>{t('contacts.import.holds')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.columns.map(({ column, example }) => (
            <Table.Tr key={column}>
              <Table.Td>
                <bdi>{column}</bdi>
              </Table.Td>
              <Table.Td c="dimmed">
                <bdi>{example}</bdi>
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={t('contacts.import.holdsOf', { column })}
                  value={holds[column] ?? '-'}
                  data={IMPORTED.map((value) => ({
                    value,
                    label: t(`contacts.import.kind.${value === '-' ? 'nothing' : value}`),
                  }))}
                  onChange={(event) => {
                    const what = IMPORTED.find((one) => one === event.currentTarget.value);
                    if (what) onAssign(column, what);
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const MOST_SHOWN = 8;

function Outcome({ report, hasPhone }: { report: ImportReport; hasPhone: boolean }) {
  const { t } = useTranslation('contacts');
  const { number } = useFormats();
  if (!hasPhone) return <Alert color="yellow">{t('contacts.import.needsPhone')}</Alert>;
  const { created, updated, unchanged, repeated, wrong, wrongRows } = report;
  return (
    <Stack gap="xs">
      <Alert icon={<IconCircleCheck size={18} aria-hidden />} role="status">
        {t('contacts.import.would', {
          created: number(created),
          updated: number(updated),
          unchanged: number(unchanged),
          repeated: number(repeated.length),
        })}
      </Alert>
      {wrongRows > 0 && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t('contacts.import.wrong', { rows: number(wrongRows) })}
        >
          {wrong.slice(0, MOST_SHOWN).map(({ line, column, problem }) => (
            <Text size="sm" key={`${line} ${column}`}>
              {t('contacts.import.line', { line, column })}:{' '}
              {t(`contacts.import.problem.${problem}`, { defaultValue: problem })}
            </Text>
          ))}
        </Alert>
      )}
    </Stack>
  );
}
