import { featureSpace } from './feature-space.ts';
import type { Rejection, TextModel } from './text-model.ts';

/** Raised whenever models of before would be read, or would answer, differently: then they are trained anew. */
export const ARTEFACT_VERSION = 4;

/** What a model is besides its numbers. */
type Header = {
  version: number;
  labels: readonly string[];
  stems: string[];
  vectorSize: number;
  hasOutside: boolean;
  temperature: number;
  rejection: Rejection | null;
  /** How many bytes each part takes, in the order of {@link partsOf}. */
  lengths: number[];
};

/** Parts start at multiples of this, so that numbers of four bytes can be read in place. */
const ALIGNMENT = 8;

/** The model as bytes: the length of a header, the header, and the numbers as they lie in memory. */
export function packModel(model: TextModel): Uint8Array<ArrayBuffer> {
  const parts = partsOf(model);
  const header: Header = {
    version: ARTEFACT_VERSION,
    labels: model.labels,
    stems: [...model.vectors.stems.keys()],
    vectorSize: model.vectors.size,
    hasOutside: model.hasOutside,
    temperature: model.temperature,
    rejection: model.rejection,
    lengths: parts.map(({ byteLength }) => byteLength),
  };
  const head = new TextEncoder().encode(JSON.stringify(header));
  const starts = startsOf(head.length, header.lengths);
  const bytes = new Uint8Array(starts.at(-1)!);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, ALIGNMENT);
  for (const [at, part] of parts.entries())
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), starts[at]!);
  return bytes;
}

/**
 * The model that {@link packModel} packed.
 *
 * @returns null when the bytes are torn, of another version or of a machine with another byte order.
 */
export function unpackModel(bytes: Uint8Array): TextModel | null {
  const aligned = Uint8Array.from(bytes);
  const header = readHeader(aligned);
  if (!header) return null;
  const headLength = new DataView(aligned.buffer).getUint32(0, true);
  const starts = startsOf(headLength, header.lengths);
  if (starts.at(-1) !== aligned.length) return null;

  const part = (at: number): [ArrayBuffer, number, number] => [aligned.buffer, starts[at]!, header.lengths[at]!];
  const floats = (at: number) =>
    new Float32Array(part(at)[0], part(at)[1], part(at)[2] / Float32Array.BYTES_PER_ELEMENT);
  const hashes = new Uint32Array(part(0)[0], part(0)[1], part(0)[2] / Uint32Array.BYTES_PER_ELEMENT);
  return {
    labels: header.labels,
    space: featureSpace(hashes, floats(1)),
    vectors: {
      stems: new Map(header.stems.map((stem, at) => [stem, at])),
      size: header.vectorSize,
      vectors: floats(2),
      rarities: floats(3),
    },
    weights: new Int8Array(...part(4)),
    scales: floats(5),
    biases: floats(6),
    hasOutside: header.hasOutside,
    centres: floats(7),
    temperature: header.temperature,
    rejection: header.rejection,
  };
}

const partsOf = ({ space, vectors, weights, scales, biases, centres }: TextModel) => [
  space.hashes,
  space.weights,
  vectors.vectors,
  vectors.rarities,
  weights,
  scales,
  biases,
  centres,
];

function startsOf(headLength: number, lengths: readonly number[]): number[] {
  const starts = [roundedUp(ALIGNMENT + headLength)];
  for (const length of lengths) starts.push(roundedUp(starts.at(-1)! + length));
  return starts;
}

const roundedUp = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

/** We write these bytes ourselves: what is no header of ours was torn on the way to the disk. */
function readHeader(bytes: Uint8Array<ArrayBuffer>): Header | null {
  if (bytes.length < ALIGNMENT || IS_BIG_ENDIAN) return null;
  const length = new DataView(bytes.buffer).getUint32(0, true);
  if (length > bytes.length - ALIGNMENT) return null;
  try {
    const header: Header = JSON.parse(new TextDecoder().decode(bytes.subarray(ALIGNMENT, ALIGNMENT + length)));
    return header.version === ARTEFACT_VERSION ? header : null;
  } catch {
    return null;
  }
}

const IS_BIG_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 0;
