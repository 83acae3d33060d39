import { type CsvLine, unescaped } from '../platform/csv.ts';
import { readPhone } from '../platform/phone.ts';
import type { Business } from '../platform/schema.ts';
import { cleanLine, cleanText } from '../platform/text.ts';
import type { Imported, ImportReport } from './api.ts';

export type ImportedPerson = {
  phone: string; // E.164
  name: string;
  username: string | null;
  language: string | null;
  tags: string[];
  facts: Record<string, string>;
  marketing: boolean | null;
};

type Column = ImportReport['columns'][number];
type Wrong = ImportReport['wrong'];

/** How columns are called in files that other programs write, in the languages of the console. */
const NAMES: [Imported, RegExp][] = [
  [
    'phone',
    /^(phone|telephone|mobile|cell|whatsapp|wa.?id|number|tel|tel[eé]fono|celular|m[oó]vil|telefone|n[uú]mero|handy|mobil|telefon|rufnummer)\b|फ़ोन|मोबाइल|هاتف|جوال|phone.?number/i,
  ],
  ['email', /^(e-?mail|correo|ईमेल)|بريد/i],
  ['username', /^(user.?name|usuario|nome de usu[aá]rio)$/i],
  ['language', /^(lang(uage)?|idioma|l[ií]ngua|भाषा|locale)$|لغة/i],
  ['tags', /^(tags?|labels?|etiquetas?|groups?|grupos?|टैग)$|وسوم/i],
  ['marketing', /^(marketing|consent|opt.?in|opted.?in|subscribed|consentimiento|consentimento|सहमति)/i],
  ['note', /^(notes?|comments?|notas?|comentarios?|coment[aá]rios?|observa)/i],
  ['lastName', /^(last.?name|family.?name|surname|apellidos?|sobrenome|nachname|उपनाम)$|العائلة/i],
  [
    'name',
    /^(full.?name|display.?name|contact.?name|customer.?name|name|first.?name|given.?name|nombre|nome|vorname|cliente|नाम)|اسم/i,
  ],
];

/** What the columns seem to hold, by their names; each kind once. */
export function guessColumns(header: string[]): Imported[] {
  const taken = new Set<Imported>();
  const guessed = header.map((column): Imported => {
    if (ABOUT_A_VALUE.test(column)) return '-';
    const found = NAMES.find(([holds, name]) => !taken.has(holds) && name.test(column.trim()));
    if (!found) return '-';
    taken.add(found[0]);
    return found[0];
  });
  const isWhole = WHOLE_NAME.test(header[guessed.indexOf('name')]?.trim() ?? '');
  return isWhole ? guessed.map((holds) => (holds === 'lastName' ? '-' : holds)) : guessed;
}

/** "Phone 1 - Label": address books name a column for what kind of number stands in the next. */
const ABOUT_A_VALUE = /[-–] *(label|type)$/i;
const WHOLE_NAME = /^((full|display|contact|customer).?name|name)$/i;

const LONGEST_NAME = 256;
const LONGEST_NOTE = 1_000;
const LONGEST_TAG = 50;
const LANGUAGE = /^[a-z]{2,3}([-_][a-zA-Z0-9]{2,8})*$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const YES = /^(yes|y|true|1|x|granted|opted.?in|s[ií]|sim|हाँ|نعم)$/i;
const NO = /^(no|n|false|0|refused|opted.?out|n[aã]o|नहीं|لا)$/i;

/** A person as a line tells of them, or what is wrong with the line. */
export function readPerson(
  { number, cells }: CsvLine,
  holds: Imported[],
  columns: Column[],
  { country }: Pick<Business, 'country'>,
): { person: ImportedPerson } | { wrong: Wrong } {
  const wrong: Wrong = [];
  const cell = (what: Imported): string => plain(cells[holds.indexOf(what)] ?? '');
  const blame = (what: Imported, problem: string) => {
    wrong.push({ line: number, column: columns[holds.indexOf(what)]?.column ?? '', problem });
  };
  const phone = readPhone(cell('phone').replace(/^(\d+)\.0+$/, '$1'), country); // a table program took it for an amount
  if (!phone) blame('phone', cell('phone') ? 'phone-invalid' : 'phone-missing');
  const email = cell('email');
  if (email && !EMAIL.test(email)) blame('email', 'email-invalid');
  const language = cell('language');
  if (language && !LANGUAGE.test(language)) blame('language', 'language-invalid');
  const marketing = cell('marketing');
  if (marketing && !YES.test(marketing) && !NO.test(marketing)) blame('marketing', 'yes-or-no');
  if (wrong.length > 0 || !phone) return { wrong };
  const note = cleanText(cell('note')).slice(0, LONGEST_NOTE);
  return {
    person: {
      phone,
      name: cleanLine(`${cell('name')} ${cell('lastName')}`.trim(), LONGEST_NAME),
      username: cleanLine(cell('username'), LONGEST_NAME).replace(/^@/, '') || null,
      language: language.replaceAll('_', '-') || null,
      tags: [
        ...new Set(
          cell('tags')
            .split(/[,;|]/)
            .map((tag) => cleanLine(tag, LONGEST_TAG))
            .filter(Boolean),
        ),
      ],
      facts: { ...(email ? { email } : {}), ...(note ? { note } : {}) },
      marketing: marketing ? YES.test(marketing) : null,
    },
  };
}

/** Spreadsheets and our own export put a quote before what looks like a formula. */
const plain = (cell: string): string => unescaped(cell.trim());
