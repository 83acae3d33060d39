import { useTranslation } from 'react-i18next';
import type { Content } from '../model/shapes.ts';

/** The first words of a message, for quotes: what it says, else what it is. */
export function useSummary(): (content: Content) => string {
  const { t } = useTranslation('inbox');
  return (content) => {
    const words = 'body' in content && content.body ? content.body : 'caption' in content ? content.caption : undefined;
    if (words) return words;
    if (content.type === 'choice') return content.title;
    return t(`inbox.types.${content.type}`, { defaultValue: t('inbox.types.other') });
  };
}
