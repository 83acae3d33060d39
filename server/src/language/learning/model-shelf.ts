import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ARTEFACT_VERSION, unpackModel } from './artefact.ts';
import type { TextModel } from './text-model.ts';
import type { Example, TrainingOptions } from './train-text-model.ts';

/** What a model is made from. The same recipe gives the same model. */
export type Recipe = { examples: readonly Example[] } & Omit<TrainingOptions, 'epochs' | 'seed'>;

export type ModelShelf = {
  /**
   * The model of that name, made from that recipe: at once when it is at hand, from the folder in some milliseconds,
   * else trained beside the program in some seconds. The one of the recipe before goes on answering until then.
   *
   * @returns whether the model is now of that recipe. Never throws: when a training fails the model stays what it was,
   *          and `failed` is told.
   */
  prepare(name: string, recipe: Recipe): Promise<boolean>;
  /**
   * The newest model of that name that is ready; null while the first one is being trained, and once others needed its
   * room: then `prepare` brings it back.
   */
  get(name: string): TextModel | null;
  /** Ends a training that is under way; what it would have made is made at the next start. */
  close(): Promise<void>;
};

export type ShelfOptions = {
  /** Where models lie between two starts; null keeps them in memory only. They can always be made again. */
  folder: string | null;
  failed(name: string, error: unknown): void;
  /** How much memory models may take; those that were not asked for longest give way. */
  mostBytes?: number;
};

const MOST_MEMORY_MB = 1_024; // of a training
const MOST_BYTES = 64_000_000; // of all models at hand: a business has one or two million

type Place = { key: string; model: TextModel | null; modelKey: string | null; bytes: number };

/** Trained models by name. One training at a time, so that answering keeps its share of the machine. */
export function modelShelf({ folder, failed, mostBytes = MOST_BYTES }: ShelfOptions): ModelShelf {
  const shelf = new Map<string, Place>(); // what was asked for longest ago comes first
  let queue: Promise<void> = Promise.resolve();
  let worker: Worker | null = null;
  let closed = false;

  async function make(name: string, key: string, recipe: Recipe): Promise<void> {
    if (closed || shelf.get(name)?.key !== key) return; // a newer recipe waits behind
    const bytes = (await readStored(folder, name, key)) ?? (await train(name, key, recipe));
    const model = bytes && unpackModel(bytes);
    if (!model || shelf.get(name)?.key !== key) return;
    place(name, { key, model, modelKey: key, bytes: bytes.length });
    makeRoom(name);
  }

  /** @returns what was placed, as the one that was asked for last. */
  function place(name: string, one: Place): Place {
    shelf.delete(name);
    shelf.set(name, one);
    return one;
  }

  /** One is kept in any case, however large it is. */
  function makeRoom(kept: string): void {
    let bytes = shelf.values().reduce((sum, one) => sum + one.bytes, 0);
    for (const [name, one] of [...shelf]) {
      if (bytes <= mostBytes) return;
      if (name === kept || !one.model) continue;
      bytes -= one.bytes;
      if (one.key === one.modelKey) shelf.delete(name);
      else shelf.set(name, { ...one, model: null, modelKey: null, bytes: 0 }); // its successor is on its way
    }
  }

  async function train(name: string, key: string, recipe: Recipe): Promise<Uint8Array | null> {
    worker = new Worker(new URL('train-worker.ts', import.meta.url), {
      workerData: recipe,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
      execArgv: [],
    });
    const bytes = await resultOf(worker);
    worker = null;
    if (bytes && folder !== null) await store(folder, name, key, bytes);
    return bytes;
  }

  return {
    prepare(name, recipe) {
      const key = keyOf(recipe);
      const known = shelf.get(name);
      if (known?.key !== key) {
        place(name, { model: null, modelKey: null, bytes: 0, ...known, key });
        queue = queue
          .then(() => make(name, key, recipe))
          .catch((error: unknown) => {
            if (!closed) failed(name, error);
          });
      }
      return queue.then(() => shelf.get(name)?.modelKey === key);
    },
    get(name) {
      const known = shelf.get(name);
      return known ? place(name, known).model : null;
    },
    async close() {
      closed = true;
      await worker?.terminate();
      await queue;
    },
  };
}

/** @returns null when it was ended before it was done. */
function resultOf(worker: Worker): Promise<Uint8Array | null> {
  return new Promise((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
    worker.once('exit', () => done(null));
  });
}

function keyOf(recipe: Recipe): string {
  const hash = createHash('sha256').update(`${ARTEFACT_VERSION}\n`).update(JSON.stringify(recipe));
  return hash.digest('hex').slice(0, 32);
}

const fileOf = (folder: string, name: string, key: string): string => join(folder, `${name}.${key}.model`);

async function readStored(folder: string | null, name: string, key: string): Promise<Uint8Array | null> {
  if (folder === null) return null;
  const bytes = await readFile(fileOf(folder, name, key)).catch(() => null); // not there: trained again
  return bytes && unpackModel(bytes) ? bytes : null;
}

/** Renamed into place, so that nobody ever reads half a model; the models it replaces go. */
async function store(folder: string, name: string, key: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const written = join(folder, `${randomUUID()}.part`);
  await writeFile(written, bytes);
  await rename(written, fileOf(folder, name, key));
  const older = (await readdir(folder)).filter((file) => file.startsWith(`${name}.`) && !file.includes(key));
  await Promise.all(older.map((file) => rm(join(folder, file), { force: true })));
}
