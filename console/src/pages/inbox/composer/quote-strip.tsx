import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Message } from '../model/shapes.ts';
import { useSummary } from '../thread/summary.ts';
import css from './composer.module.css';

/** The message one answers to. */
export function QuoteStrip({ quote, onDrop }: { quote: Message; onDrop: () => void }) {
  const { t } = useTranslation('inbox');
  const summary = useSummary();
  return (
    <div className={css.strip}>
      <div dir="auto">{summary(quote.content)}</div>
      <CloseButton size="sm" onClick={onDrop} aria-label={t('inbox.composer.unquote')} />
    </div>
  );
}
