import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpen } from './open-store.ts';
import { sheetStore } from './palette-store.ts';
import { useAllShortcuts } from './shortcuts.ts';

/** "?": everything that can be pressed on this page. */
export function ShortcutSheet() {
  const { t } = useTranslation('shell');
  const shortcuts = useAllShortcuts();
  return (
    <Modal
      opened={useOpen(sheetStore)}
      onClose={() => sheetStore.set(false)}
      title={t('shell.shortcuts')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {shortcuts.map(({ keys, label }) => (
            <Table.Tr key={keys}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="end">
                {keys.split(/[ +]/).map((key, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice
                  <Kbd key={at} ms={4}>
                    {key === 'mod' ? (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl') : key}
                  </Kbd>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
