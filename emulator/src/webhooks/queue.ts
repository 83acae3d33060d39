/** Runs what is pushed in order of arrival, up to `concurrency` at once. */
export type Queue<Item> = {
  push(item: Item): void;
  /** Takes out what has not begun. */
  clear(): Item[];
};

export function createQueue<Item>(concurrency: number, run: (item: Item) => Promise<void>): Queue<Item> {
  let waiting: Item[] = [];
  let head = 0;
  let underWay = 0;

  async function start(item: Item) {
    underWay++;
    await run(item);
    underWay--;
    pump();
  }

  function pump() {
    while (underWay < concurrency && head < waiting.length) {
      const item = waiting[head++];
      if (item !== undefined) void start(item);
    }
    if (head === waiting.length) {
      waiting = [];
      head = 0;
    }
  }

  return {
    push(item) {
      waiting.push(item);
      pump();
    },
    clear() {
      const left = waiting.slice(head);
      waiting = [];
      head = 0;
      return left;
    },
  };
}
