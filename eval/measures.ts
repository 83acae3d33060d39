/** Which share of the pairs is equal, in per cent. */
export const accuracy = (pairs: readonly [wanted: string, read: string][]): number =>
  (100 * pairs.filter(([wanted, read]) => wanted === read).length) / pairs.length;

/** How well one label is found: the harmonic mean of how many of it were found and how many found were of it, in per cent. */
export function f1Of(label: string, pairs: readonly [wanted: string, read: string][]): number {
  const found = pairs.filter(([wanted, read]) => wanted === label && read === label).length;
  const wanted = pairs.filter(([one]) => one === label).length;
  const read = pairs.filter(([, one]) => one === label).length;
  return wanted + read === 0 ? 100 : (200 * found) / (wanted + read);
}

/** The mean of {@link f1Of} over the labels of the data: a rare label counts as much as a frequent one. */
export function macroF1(pairs: readonly [wanted: string, read: string][]): number {
  const labels = [...new Set(pairs.map(([wanted]) => wanted))];
  return labels.reduce((sum, label) => sum + f1Of(label, pairs), 0) / labels.length;
}

const BINS = 10;

/** How far confidences are from the truth on average, in ten bins of confidence, in per cent. */
export function calibrationError(answers: readonly { confidence: number; isRight: boolean }[]): number {
  const bins = Map.groupBy(answers, ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)));
  let off = 0;
  for (const bin of bins.values()) {
    const claimed = bin.reduce((sum, { confidence }) => sum + confidence, 0);
    off += Math.abs(claimed - bin.filter(({ isRight }) => isRight).length);
  }
  return (100 * off) / answers.length;
}

/** The value below which `share` of the numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
