import type { TFunction } from 'i18next';
import type { ApiProblem } from '../api/problem.ts';

/**
 * What to tell a person about a problem: our words where we have some for its kind, else the API's.
 *
 * @param t knows the area `problems`.
 */
export function problemText(
  { kind, status, title, details }: ApiProblem,
  t: TFunction,
): { title: string; advice: string } {
  if (kind === 'offline') return { title: t('common.problem.offline'), advice: t('common.problem.offlineAdvice') };
  if (kind === 'not-allowed')
    return { title: t('common.problem.notAllowed'), advice: t('common.problem.notAllowedAdvice') };
  if (status === 404) return { title: t('common.problem.notFound'), advice: t('common.problem.notFoundAdvice') };
  if (status === 429) return { title: t('common.problem.tooMany'), advice: t('common.problem.tooManyAdvice') };
  if (status >= 500 || kind === 'unexpected') {
    const advice = t(`problems.${kind}`, { replace: details, defaultValue: t('common.problem.oursAdvice') });
    return { title: t('common.problem.ours'), advice };
  }
  const advice = t(`problems.${kind}`, { replace: details, defaultValue: title });
  return { title: t('common.problem.refused'), advice };
}
