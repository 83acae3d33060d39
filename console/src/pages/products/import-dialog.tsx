import { Alert, Anchor, Button, FileButton, Group, List, Modal, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type ImportReport, importFile } from './calls.ts';
import css from './products.module.css';

/** A file that is looked at first: what it changes, line by line, before anything is written. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('products');
  const business = useBusiness();
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const trial = useWrite({
    write: (chosen: File) => importFile(business, chosen, true),
    done: (found) => {
      setReport(found);
      return null;
    },
    failed: (problem) => {
      setError(problem);
      return true;
    },
  });
  const apply = useWrite({
    write: (chosen: File) => importFile(business, chosen, false),
    touches: ['products'],
    done: (written) => {
      if (!written.applied) {
        setReport(written);
        return null;
      }
      onClose();
      const count = written.variants.created + written.variants.changed;
      return { message: t('products.import.done', { count }) };
    },
  });
  const reset = useRef<() => void>(null);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
    setError(null);
    reset.current?.(); // the same file, mended, can be chosen again
    if (chosen) trial.mutate(chosen);
  };
  const isClean = report !== null && report.errors.length === 0;
  const hasChanges = report !== null && report.changes.length > 0;

  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('products.import.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text size="sm">{t('products.import.text')}</Text>
        <Group>
          <FileButton resetRef={reset} onChange={choose} accept=".csv,text/csv">
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconFileTypeCsv size={16} aria-hidden />}>
                {t('products.import.choose')}
              </Button>
            )}
          </FileButton>
          <Text size="sm">{file?.name}</Text>
        </Group>
        {trial.isPending && <Text size="sm">{t('common.loading')}</Text>}
        {error !== null && <Trouble error={error} />}
        {report && <Report report={report} />}
        <Group justify="space-between">
          <Anchor size="sm" component="button" type="button" onClick={() => void template()}>
            {t('products.import.template')}
          </Anchor>
          <Group>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              disabled={!isClean || !hasChanges}
              loading={apply.isPending}
              onClick={() => file && apply.mutate(file)}
            >
              {t('products.import.apply')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation('products');
  const { errors, changes, products, variants } = report;
  return (
    <Stack gap="xs">
      {errors.length > 0 && (
        <Alert color="red" title={t('products.import.errors', { count: errors.length })}>
          <List size="sm" className={css.scroll}>
            {errors.map(({ line, message }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one line may have several mistakes
              <List.Item key={at}>{t('products.import.line', { line, message })}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Text size="sm">
        {t('products.import.summary', {
          created: products.created + variants.created,
          changed: products.changed + variants.changed,
          unchanged: variants.unchanged,
        })}
      </Text>
      {changes.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th>{t('products.import.lineHead')}</th>
                <th>{t('products.column.variant')}</th>
                <th>{t('products.import.field')}</th>
                <th>{t('products.import.before')}</th>
                <th>{t('products.import.after')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={`${change.line} ${change.sku} ${change.field}`}>
                  <td className="numbers">{change.line}</td>
                  <td>{change.sku ?? change.handle}</td>
                  <td>{change.field}</td>
                  <td className={css.before}>{change.before}</td>
                  <td className={css.after}>{change.after}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Stack>
  );
}

const HEAD = 'handle,name,description,category,image_url,low_stock_at,archived,sku,options,price,stock';
const EXAMPLE = 'wool-scarf,Wool Scarf,Warm and soft.,Scarves,,5,no,SCARF-R,color=red,25.00,12';

/** A file to begin with. */
async function template(): Promise<void> {
  const { download } = await import('../../ui/csv.ts');
  download('products.csv', `\ufeff${HEAD}\r\n${EXAMPLE}\r\n`);
}
