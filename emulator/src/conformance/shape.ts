import assert from 'node:assert/strict';

/**
 * What JSON has to look like: a name of a kind of value, an exact value by `is`, a list of one shape, or an object with
 * exactly these keys. A key that ends in "?" may be missing.
 */
export type Shape = keyof typeof KINDS | Is | [Shape] | { [key: string]: Shape };
type Is = { is: unknown[] };

const KINDS = {
  text: (value: unknown) => typeof value === 'string' && value !== '',
  number: (value: unknown) => typeof value === 'number' && Number.isFinite(value),
  truth: (value: unknown) => typeof value === 'boolean',
  digits: (value: unknown) => typeof value === 'string' && /^\d+$/.test(value),
  seconds: (value: unknown) => typeof value === 'string' && /^\d{10}$/.test(value),
  secondsAsNumber: (value: unknown) => typeof value === 'number' && /^\d{10}$/.test(String(value)),
  wamid: (value: unknown) => typeof value === 'string' && /^wamid\.[A-Za-z0-9+/=]+$/.test(value),
  userId: (value: unknown) => typeof value === 'string' && /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(value),
  url: (value: unknown) => typeof value === 'string' && URL.canParse(value),
  sha256: (value: unknown) => typeof value === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(value),
  anything: () => true,
};

/** Exactly one of these values. */
export const is = (...values: unknown[]): Is => ({ is: values });

/** @throws with the path to what is not as it should be. */
export function assertShape(value: unknown, shape: Shape, path = 'body'): void {
  if (typeof shape === 'string') {
    assert.ok(KINDS[shape](value), `${path} should be ${shape}, is ${JSON.stringify(value)}`);
  } else if (Array.isArray(shape)) {
    assert.ok(Array.isArray(value), `${path} should be a list, is ${JSON.stringify(value)}`);
    for (const [place, item] of value.entries()) assertShape(item, shape[0], `${path}[${place}]`);
  } else if (isExact(shape)) {
    assert.ok(
      shape.is.includes(value),
      `${path} should be one of ${JSON.stringify(shape.is)}, is ${JSON.stringify(value)}`,
    );
  } else {
    assertObject(value, shape, path);
  }
}

function assertObject(value: unknown, shape: { [key: string]: Shape }, path: string): void {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), `${path} should be an object`);
  const found = new Map(Object.entries(value));
  for (const [name, inner] of Object.entries(shape)) {
    const key = name.replace(/\?$/, '');
    if (found.has(key)) assertShape(found.get(key), inner, `${path}.${key}`);
    else assert.ok(name.endsWith('?'), `${path}.${key} is missing`);
    found.delete(key);
  }
  assert.deepEqual([...found.keys()], [], `${path} has keys that are not documented`);
}

function isExact(shape: Is | { [key: string]: Shape }): shape is Is {
  return 'is' in shape && Array.isArray(shape.is) && Object.keys(shape).length === 1;
}
