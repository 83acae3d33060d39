import type { TFunction } from 'i18next';
import type { ApiProblem } from '../api/problem.ts';

/** What to tell a person about a problem: our words where we have some for its kind, else the API's. */
export function problemText({ kind, status, title }: ApiProblem, t: TFunction): { title: string; advice: string } {
  if (kind === 'offline') return { title: t('common.problem.offline'), advice: t('common.problem.offlineAdvice') };
  if (kind === 'not-allowed')
    return { title: t('common.problem.notAllowed'), advice: t('common.problem.notAllowedAdvice') };
  if (status === 404) return { title: t('common.problem.notFound'), advice: t('common.problem.notFoundAdvice') };
  if (status === 429) return { title: t('common.problem.tooMany'), advice: t('common.problem.tooManyAdvice') };
  if (status >= 500 || kind === 'unexpected')
    return { title: t('common.problem.ours'), advice: t('common.problem.oursAdvice') };
  return { title: t('common.problem.refused'), advice: title };
}
