/** Milliseconds. */
export type Percentiles = { p50: number; p95: number; p99: number; max: number };

/** Collects times and tells how they are spread; keeps every one, so the tail is not smoothed away. */
export class Latencies {
  private readonly times: number[] = [];

  add(ms: number): void {
    this.times.push(ms);
  }

  get count(): number {
    return this.times.length;
  }

  /** @returns null when there was nothing. */
  percentiles(): Percentiles | null {
    if (this.times.length === 0) return null;
    const sorted = Float64Array.from(this.times).sort();
    return { p50: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99), max: sorted[sorted.length - 1]! };
  }
}

/** Nearest rank: a value that really occurred. */
const at = (sorted: Float64Array, share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
