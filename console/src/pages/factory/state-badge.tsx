import { IconBan, IconSearch, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IconType } from '../../ui/icon-type.ts';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import type { TicketState } from './calls.ts';

const LOOKS: Record<TicketState, { tone: Tone; icon?: IconType }> = {
  received: { tone: 'waiting' },
  investigating: { tone: 'waiting', icon: IconSearch },
  fixing: { tone: 'quiet', icon: IconTool },
  resolved: { tone: 'good' },
  rejected: { tone: 'quiet', icon: IconBan },
};

/** How far a ticket is. */
export function StateBadge({ state }: { state: TicketState }) {
  const { t } = useTranslation('factory');
  return <StatusBadge {...LOOKS[state]}>{t(`factory.ticket.state.${state}`)}</StatusBadge>;
}
