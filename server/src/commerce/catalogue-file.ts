import { type CsvLine, csvLines, unescaped } from '../platform/csv.ts';
import { minorUnitDigits } from '../platform/money.ts';
import { cleanLine, cleanText } from '../platform/text.ts';
import { Handle } from './api.ts';
import { fileUnreadable } from './problems.ts';

/** Columns of a catalogue as a file: one line per item, with what its product says. `handle` and `sku` name the two. */
export const COLUMNS = [
  'handle',
  'name',
  'description',
  'category',
  'image_url',
  'low_stock_at',
  'archived',
  'sku',
  'options',
  'price',
  'stock',
] as const;
type Column = (typeof COLUMNS)[number];

/** What a file says of a product; what it does not say is undefined and stays as it is. */
export type FileProduct = {
  handle: string;
  line: number;
  name?: string;
  description?: string;
  category?: string;
  imageUrl?: string | null;
  lowStockAt?: number;
  archived?: boolean;
  items: FileItem[];
};
export type FileItem = {
  line: number;
  sku: string;
  options?: Record<string, string>;
  amount?: number;
  onHand?: number;
};
/** With the cells of its first line, to compare the others with. */
type Said = FileProduct & { said: Map<Column, string> };
export type LineError = { line: number; message: string };

const MOST_LINES = 10_000;
const MOST_UNITS = 10_000_000;
const PRODUCT_COLUMNS: readonly Column[] = ['name', 'description', 'category', 'image_url', 'low_stock_at', 'archived'];

/**
 * Reads a catalogue file. Lines that cannot be read are named, all of them, with what is wrong.
 *
 * @param text     CSV with a head line; comma or semicolon; with or without a byte order mark.
 * @param currency prices are decimals of it: 39.00.
 * @throws csv-wrong, file-unreadable when it is no such file at all.
 */
export function readCatalogueFile(text: string, currency: string): { products: FileProduct[]; errors: LineError[] } {
  const { columns, rows } = tableOf(text);
  const errors: LineError[] = [];
  const found = new Map<string, Said>();
  const skus = new Map<string, number>();
  for (const { number: line, cells } of rows) {
    try {
      const cell = (column: Column): string | undefined =>
        columns.includes(column) ? unescaped(cells[columns.indexOf(column)] ?? '') : undefined;
      const handle = Handle.safeParse(cell('handle')?.trim());
      if (!handle.success) throw new Error(`handle: ${handle.error.issues[0]?.message ?? 'it is missing.'}`);
      const known = found.get(handle.data);
      const product: Said = known ?? { handle: handle.data, line, items: [], said: new Map(), ...productFields(cell) };
      if (known) requireSame(known, cell);
      else for (const column of PRODUCT_COLUMNS) product.said.set(column, cell(column) ?? '');
      const item = itemOf(line, cell, currency);
      const before = skus.get(item.sku);
      if (before !== undefined) throw new Error(`sku: ${item.sku} stands in line ${before} already.`);
      skus.set(item.sku, line);
      product.items.push(item);
      found.set(product.handle, product);
    } catch (error) {
      errors.push({ line, message: error instanceof Error ? error.message : 'it cannot be read.' });
    }
  }
  return { products: [...found.values()].map(({ said, ...product }) => product), errors };
}

/** "size=L; color=black" */
export const writeOptions = (options: Record<string, string>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

/** 3900 USD is "39.00". */
export const writeAmount = (amount: number, currency: string): string => {
  const digits = minorUnitDigits(currency);
  return (amount / 10 ** digits).toFixed(digits); // only written, never calculated with
};

function tableOf(text: string): { columns: string[]; rows: CsvLine[] } {
  const [first, ...rest] = csvLines(cleanText(text));
  const columns = (first?.cells ?? []).map((name) => name.trim().toLowerCase().replaceAll(' ', '_'));
  for (const needed of ['handle', 'sku'])
    if (!columns.includes(needed)) throw fileUnreadable(`its first line names no column "${needed}"`);
  if (rest.length === 0) throw fileUnreadable('it has no lines');
  if (rest.length > MOST_LINES) throw fileUnreadable(`it has more than ${MOST_LINES} lines. Split it`);
  return { columns, rows: rest };
}

type Cell = (column: Column) => string | undefined;

function productFields(cell: Cell): Omit<FileProduct, 'handle' | 'line' | 'items'> {
  const name = cell('name');
  const category = cell('category');
  const imageUrl = cell('image_url')?.trim();
  const lowStockAt = cell('low_stock_at')?.trim();
  const archived = cell('archived')?.trim().toLowerCase();
  if (name !== undefined && cleanLine(name).length > 256) throw new Error('name: it has more than 256 characters.');
  if (imageUrl && !/^https?:\/\/\S+$/.test(imageUrl)) throw new Error('image_url: it is no web address.');
  if (archived && !/^(yes|no|true|false|1|0)$/.test(archived)) throw new Error('archived: say yes or no.');
  const description = cell('description');
  return {
    ...(name ? { name: cleanLine(name) } : {}),
    ...(description === undefined ? {} : { description: description.slice(0, 4_096) }),
    ...(category === undefined ? {} : { category: cleanLine(category, 256) }),
    ...(imageUrl === undefined ? {} : { imageUrl: imageUrl || null }),
    ...(lowStockAt ? { lowStockAt: wholeNumber('low_stock_at', lowStockAt) } : {}),
    ...(archived ? { archived: /^(yes|true|1)$/.test(archived) } : {}),
  };
}

function requireSame(known: { line: number; said: Map<Column, string> }, cell: Cell): void {
  for (const column of PRODUCT_COLUMNS) {
    const said = cell(column);
    if (said && said !== known.said.get(column))
      throw new Error(`${column}: line ${known.line} says something else of the same product.`);
  }
}

function itemOf(line: number, cell: Cell, currency: string): FileItem {
  const sku = cleanLine(cell('sku') ?? '');
  const [price, stock, options] = [cell('price')?.trim(), cell('stock')?.trim(), cell('options')];
  if (!sku) throw new Error('sku: it is missing.');
  if (sku.length > 64) throw new Error('sku: it has more than 64 characters.');
  return {
    line,
    sku,
    ...(options === undefined ? {} : { options: readOptions(options) }),
    ...(price ? { amount: readAmount(price, currency) } : {}),
    ...(stock ? { onHand: wholeNumber('stock', stock) } : {}),
  };
}

function readOptions(text: string): Record<string, string> {
  const options: Record<string, string> = Object.create(null);
  for (const part of text
    .split(';')
    .map((one) => cleanLine(one))
    .filter(Boolean)) {
    const [, name, value] = /^([^=]{1,40})=(.{1,60})$/.exec(part) ?? [];
    if (!name?.trim() || !value?.trim())
      throw new Error(`options: write "size=L; color=black", not "${part.slice(0, 40)}".`);
    if (name.trim() in Object.prototype) throw new Error('options: one has a name that is not allowed.');
    options[name.trim()] = value.trim();
  }
  return { ...options };
}

function readAmount(text: string, currency: string): number {
  const digits = minorUnitDigits(currency);
  const [, whole, fraction = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new Error('price: write a number such as 39.00.');
  if (fraction.length > digits) throw new Error(`price: ${currency} has ${digits} digits after the point.`);
  return Number(whole + fraction.padEnd(digits, '0'));
}

function wholeNumber(column: string, text: string): number {
  if (!/^\d{1,8}$/.test(text) || Number(text) > MOST_UNITS) throw new Error(`${column}: write a whole number from 0.`);
  return Number(text);
}
