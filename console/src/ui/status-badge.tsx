import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconClock,
  IconEye,
  IconRobot,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { IconType } from './icon-type.ts';
import css from './status-badge.module.css';

/** One colour, one meaning: waiting for somebody, failed or out of stock, delivered or paid, read, the bot. */
export type Tone = 'waiting' | 'failed' | 'good' | 'read' | 'bot' | 'quiet';

const ICONS: Record<Tone, IconType> = {
  waiting: IconClock,
  failed: IconAlertTriangle,
  good: IconCircleCheck,
  read: IconEye,
  bot: IconRobot,
  quiet: IconCircleDashed,
};

type Props = { tone: Tone; children: ReactNode; icon?: IconType | null };

/** A state in a word, with its colour and its icon; never colour alone. */
export function StatusBadge({ tone, children, icon }: Props) {
  const Icon = icon === undefined ? ICONS[tone] : icon;
  return (
    <span className={css.badge} data-tone={tone}>
      {Icon && <Icon size={14} stroke={2} aria-hidden />}
      {children}
    </span>
  );
}
