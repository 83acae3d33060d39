import { IconBellCheck, IconBellOff, IconBellQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Marketing } from './calls.ts';

const LOOKS = {
  granted: { tone: 'good', icon: IconBellCheck },
  refused: { tone: 'failed', icon: IconBellOff },
  unknown: { tone: 'quiet', icon: IconBellQuestion },
} as const;

/** What somebody said about marketing. */
export function MarketingBadge({ marketing }: { marketing: Marketing }) {
  const { t } = useTranslation('contacts');
  return <StatusBadge {...LOOKS[marketing]}>{t(`contacts.marketing.${marketing}`)}</StatusBadge>;
}
