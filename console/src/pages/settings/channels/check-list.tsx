import { Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { IconType } from '../../../ui/icon-type.ts';
import type { Check } from '../calls.ts';
import css from '../settings.module.css';

const ICONS: Record<Check['status'], IconType> = {
  ok: IconCircleCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  unknown: IconCircleDashed,
};

/** What was looked at, each with what to do about it; `fix` gives a button where we can do it ourselves. */
export function CheckList({ checks, fix }: { checks: readonly Check[]; fix?: (check: Check) => ReactNode }) {
  const { t } = useTranslation('channels');
  return (
    <ul className={css.checks}>
      {checks.map((check) => {
        const Icon = ICONS[check.status];
        return (
          <li key={check.id} className={css.check}>
            <Icon
              size={20}
              className={css.icon}
              data-status={check.status}
              aria-label={t(`channels.checkStatus.${check.status}`)}
            />
            <Stack gap={2} className={css.grow}>
              <Text fw={500}>{t(`channels.check.${check.id}`, { defaultValue: check.title })}</Text>
              <Words check={check} />
            </Stack>
            {check.status !== 'ok' && fix?.(check)}
          </li>
        );
      })}
    </ul>
  );
}

/**
 * The server says exactly what it saw, in English. In other languages the advice comes first, and what the server said
 * stands below for whoever helps.
 */
function Words({ check: { id, status, title, details, fix } }: { check: Check }) {
  const { t, i18n } = useTranslation('channels');
  const isTranslated = i18n.resolvedLanguage !== 'en';
  const isKnown = status === 'ok' || status === 'unknown';
  const said = isKnown
    ? t([`channels.saysOf.${id}`, `channels.says.${status}`])
    : t(`channels.advice.${id}`, { defaultValue: fix ?? '' });
  return (
    <>
      {isTranslated && <Text size="sm">{said}</Text>}
      <Text size="sm" dir="auto" c={isTranslated ? 'dimmed' : undefined}>
        {title}
      </Text>
      {details && (
        <span className="quiet" dir="auto">
          {details}
        </span>
      )}
      {!isTranslated && fix && status !== 'ok' && (
        <Text size="sm" dir="auto">
          {fix}
        </Text>
      )}
    </>
  );
}

export function FixButton({
  children,
  isBusy,
  onClick,
}: {
  children: ReactNode;
  isBusy: boolean;
  onClick: () => void;
}) {
  return (
    <Button size="compact-md" variant="light" loading={isBusy} onClick={onClick}>
      {children}
    </Button>
  );
}
