import { parentPort, workerData } from 'node:worker_threads';
import { packModel } from './artefact.ts';
import type { Recipe } from './model-shelf.ts';
import { trainTextModel } from './train-text-model.ts';

/** Trains one model beside the program, so that nobody waits for an answer meanwhile, and ends. */
const { examples, ...options }: Recipe = workerData;
const bytes = packModel(trainTextModel(examples, options));
parentPort?.postMessage(bytes, [bytes.buffer]);
