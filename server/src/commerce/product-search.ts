import { and, type SQL, sql } from 'drizzle-orm';
import { products } from './schema.ts';

const MOST_WORDS = 10; // more of them narrow nothing down, and each costs a scan

/**
 * The plain search of lists and the API: every word occurs somewhere in what the product is called, in any language,
 * whatever its case, accents and plural. (What customers mean by whole sentences is `language/`'s to find.)
 */
export function hasWords(search: string): SQL | undefined {
  const words = fold(search).split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return and(...words.map((word) => sql`strpos(${searchable}, ${stem(word)}) > 0`));
}

/** Values only: the keys of the JSON ("es", "name") are not words of the shop. */
const everythingSaid = sql`concat_ws(' ', ${products.name}, ${products.description}, ${products.category}, ${products.handle},
  jsonb_path_query_array(${products.translations}, '$.*.*'), jsonb_path_query_array(${products.aliases}, '$.*[*]'),
  jsonb_path_query_array(${products.options}, '$.*[*]'))`;

/** The same as `fold`, done by the database: letters without their accents. */
const searchable = sql`lower(regexp_replace(normalize(${everythingSaid}, NFD), '[\u0300-\u036F]', '', 'g'))`;

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase();

/** "hoodies" finds the hoodie and "dresses" the dress; what is left stays long enough to mean something. */
const stem = (word: string): string => word.replace(/(?<=.{4})es$|(?<=.{3})s$/, '');
