import { ActionIcon, Menu } from '@mantine/core';
import { IconPlus, IconSquareRoundedPlus, IconTags, IconTemplate } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../session/use-me.ts';
import type { Sendable } from '../model/shapes.ts';

const ProductPicker = lazy(() =>
  import('./product-picker.tsx').then(({ ProductPicker }) => ({ default: ProductPicker })),
);
const ButtonsEditor = lazy(() =>
  import('./buttons-editor.tsx').then(({ ButtonsEditor }) => ({ default: ButtonsEditor })),
);

type Props = { text: string; onSend: (content: Sendable) => void; onTemplate: () => void };

/** What is sent less often: products, buttons, templates. */
export function MoreMenu({ text, onSend, onTemplate }: Props) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  const [open, setOpen] = useState<'product' | 'buttons' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t('inbox.composer.more')} title={t('inbox.composer.more')}>
            <IconPlus size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {can('products:read') && (
            <Menu.Item leftSection={<IconTags size={16} aria-hidden />} onClick={() => setOpen('product')}>
              {t('inbox.composer.product')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconSquareRoundedPlus size={16} aria-hidden />} onClick={() => setOpen('buttons')}>
            {t('inbox.composer.buttons')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTemplate size={16} aria-hidden />} onClick={onTemplate}>
            {t('inbox.composer.template')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense fallback={null}>
        {open === 'product' && <ProductPicker onSend={onSend} onClose={close} />}
        {open === 'buttons' && <ButtonsEditor text={text} onSend={onSend} onClose={close} />}
      </Suspense>
    </>
  );
}
