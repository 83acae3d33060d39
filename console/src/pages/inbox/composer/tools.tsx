import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconMoodSmile, type IconSlash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const EmojiGrid = lazy(() => import('./emoji.tsx').then(({ EmojiGrid }) => ({ default: EmojiGrid })));

type ToolProps = { label: string; icon: typeof IconSlash; onClick: () => void };

/** One thing to add to what one writes. */
export function Tool({ label, icon: Icon, onClick }: ToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon onClick={onClick} aria-label={label}>
        <Icon size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Emojis to choose from. */
export function EmojiTool({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useTranslation('inbox');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" trapFocus>
      <Popover.Target>
        <ActionIcon
          onClick={() => setOpen(!isOpen)}
          aria-label={t('inbox.composer.emoji')}
          title={t('inbox.composer.emoji')}
        >
          <IconMoodSmile size={18} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <Suspense fallback={null}>
          <EmojiGrid
            onPick={(emoji) => {
              setOpen(false);
              onPick(emoji);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
