/** Counts what is under way, so that a test can wait for quiet instead of for time. */
export type Work = {
  begin(): void;
  end(): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
};

export function createWork(): Work {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  return {
    begin: () => {
      underWay++;
    },
    end() {
      underWay--;
      if (underWay > 0) return;
      const resolved = waiting;
      waiting = [];
      for (const resolve of resolved) resolve();
    },
    async idle() {
      while (underWay > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
