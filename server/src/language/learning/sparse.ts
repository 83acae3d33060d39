/** Many sparse vectors in three typed arrays: row `r` has the entries from `starts[r]` up to `starts[r + 1]`. */
export type SparseRows = {
  count: number;
  starts: Int32Array;
  columns: Int32Array;
  values: Float32Array;
};

/** Collects {@link SparseRows} entry by entry. */
export class SparseBuilder {
  #starts: number[] = [0];
  #columns = new Int32Array(1024);
  #values = new Float32Array(1024);
  #length = 0;

  /** How many entries there are so far, in all rows. */
  get length(): number {
    return this.#length;
  }

  add(column: number, value: number): void {
    if (this.#length === this.#columns.length) this.#grow();
    this.#columns[this.#length] = column;
    this.#values[this.#length++] = value;
  }

  /** Multiplies the entries since `from`. */
  scale(from: number, by: number): void {
    for (let at = from; at < this.#length; at++) this.#values[at]! *= by;
  }

  /** The length of the vector of the entries since `from`. */
  norm(from: number): number {
    let sum = 0;
    for (let at = from; at < this.#length; at++) sum += this.#values[at]! ** 2;
    return Math.sqrt(sum);
  }

  endRow(): void {
    this.#starts.push(this.#length);
  }

  rows(): SparseRows {
    return {
      count: this.#starts.length - 1,
      starts: Int32Array.from(this.#starts),
      columns: this.#columns.slice(0, this.#length),
      values: this.#values.slice(0, this.#length),
    };
  }

  #grow(): void {
    const [columns, values] = [this.#columns, this.#values];
    this.#columns = new Int32Array(columns.length * 2);
    this.#values = new Float32Array(values.length * 2);
    this.#columns.set(columns);
    this.#values.set(values);
  }
}

/** Some of the rows, in the order asked for. */
export function pickRows(rows: SparseRows, wanted: readonly number[]): SparseRows {
  const builder = new SparseBuilder();
  for (const row of wanted) {
    for (let at = rows.starts[row]!; at < rows.starts[row + 1]!; at++) builder.add(rows.columns[at]!, rows.values[at]!);
    builder.endRow();
  }
  return builder.rows();
}
