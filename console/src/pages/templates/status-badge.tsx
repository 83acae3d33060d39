import { useTranslation } from 'react-i18next';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';

const TONES: Record<string, Tone> = {
  APPROVED: 'good',
  PENDING: 'waiting',
  IN_APPEAL: 'waiting',
  REJECTED: 'failed',
  PAUSED: 'failed',
  DISABLED: 'failed',
};

/** What the platform says of a template. */
export function TemplateStatus({ status }: { status: string }) {
  const { t } = useTranslation('templates');
  return (
    <StatusBadge tone={TONES[status] ?? 'quiet'}>
      {t(`templates.status.${status}`, { defaultValue: status })}
    </StatusBadge>
  );
}

const QUALITY: Record<string, Tone> = { GREEN: 'good', YELLOW: 'waiting', RED: 'failed' };

/** How people take it. */
export function Quality({ quality }: { quality: string | null }) {
  const { t } = useTranslation('templates');
  if (quality === null || quality === 'UNKNOWN') return <>{t('templates.quality.UNKNOWN')}</>;
  return (
    <StatusBadge tone={QUALITY[quality] ?? 'quiet'}>
      {t(`templates.quality.${quality}`, { defaultValue: quality })}
    </StatusBadge>
  );
}
