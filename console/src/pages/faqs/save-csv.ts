import { problemOf } from '../../api/problem.ts';
import { download } from '../../ui/csv.ts';
import { problemToast } from '../../ui/toast.tsx';

/** All questions as a file for a spreadsheet. */
export async function saveCsv(business: string): Promise<void> {
  try {
    const response = await fetch('/api/v1/faqs.csv', { headers: { 'x-business': business } });
    if (!response.ok) throw problemOf(await response.json().catch(() => null), response.status);
    download('faqs.csv', await response.blob());
  } catch (error) {
    problemToast(error);
  }
}
