import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconHelpCircle, IconMicrophone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IconType } from '../../../ui/icon-type.ts';
import type { Tick } from '../model/ticks.ts';
import css from './ticks.module.css';

const ICONS: Record<Tick, IconType> = {
  waiting: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  played: IconMicrophone,
  doubt: IconHelpCircle,
  failed: IconAlertCircle,
  expired: IconAlertCircle,
};

/** How far a message of ours is, as the provider told us. */
export function Ticks({ tick, title }: { tick: Tick; title?: string }) {
  const { t } = useTranslation('inbox');
  const Icon = ICONS[tick];
  return (
    <span className={css.ticks} data-tick={tick} title={title ?? t(`inbox.tick.${tick}`)}>
      <Icon size={15} stroke={2} aria-hidden />
      <span className="unseen">{t(`inbox.tick.${tick}`)}</span>
    </span>
  );
}
