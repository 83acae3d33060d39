import { addDays, type Day } from '../platform/local-time.ts';
import { fold } from './words.ts';

export type DateContext = {
  /** The day in the customer's or the shop's time zone, `2026-03-02`. */
  today: Day;
  language?: string | null;
  /** Whether a date without a year lies ahead or behind: deliveries ahead, purchases behind. */
  toward?: 'future' | 'past';
};

/**
 * The day in an answer: "today", "pasado mañana", "in 3 days", "friday", "next week", "12 March", "le 3 mai 2027",
 * `2026-03-12`, `12/03/2026` (day first, as everywhere but in the USA; `03/25/2026` can only be one day).
 *
 * @returns null when there is no date, or none that exists ("31 February").
 */
export function readDate(text: string, { today, toward = 'future' }: DateContext): Day | null {
  const numeric = readNumericDate(text, today, toward);
  if (numeric) return numeric;
  const said = ` ${fold(text).slice(0, LONGEST_DATE)} `;
  return readRelative(said, today) ?? readNamedDay(said, today, toward) ?? readWeekday(said, today, toward);
}

const LONGEST_DATE = 200;

const RELATIVE: [days: number, phrases: string][] = [
  [2, 'day after tomorrow|overmorrow|pasado manana|depois de amanha|apres demain|parson|parso|परसों'],
  [-2, 'day before yesterday|anteayer|antier|antes de ayer|anteontem|avant hier'],
  [0, 'today|tonight|this evening|hoy|hoje|aujourdhui|aaj|आज|this morning|this afternoon|esta noche|ce soir'],
  [1, 'tomorrow|tmrw|tmr|tomorow|manana|amanha|demain|kal|कल'],
  [-1, 'yesterday|ayer|ontem|hier'],
  [
    7,
    'next week|in a week|la proxima semana|proxima semana|semana que viene|en una semana|semana que vem|em uma semana|la semaine prochaine|semaine prochaine|dans une semaine|agle hafte|agle hafta',
  ],
];

const UNITS: [days: number, names: string][] = [
  [1, 'day|days|dia|dias|jour|jours|din'],
  [7, 'week|weeks|semana|semanas|semaine|semaines|hafte|hafta'],
];

const SMALL_NUMBERS: Record<string, number> = Object.fromEntries(
  'one:1 two:2 three:3 four:4 five:5 six:6 seven:7 ten:10 un:1 una:1 uno:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 diez:10 um:1 uma:1 dois:2 duas:2 quatro:4 sete:7 dez:10 une:1 deux:2 trois:3 quatre:4 cinq:5 sept:7 dix:10 ek:1 do:2 teen:3 char:4 paanch:5 a:1'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string])
    .map(([word, value]) => [word, Number(value)]),
);

/** Sunday first, as `getUTCDay` counts. */
const WEEKDAYS = [
  'sunday|sun|domingo|dimanche|dim|itvaar|itwar|ravivar|raviwar|ravivaar|itvar',
  'monday|mon|lunes|segunda feira|segunda|lundi|lun|somvar|somwar|somvaar',
  'tuesday|tue|tues|martes|terca feira|terca|mardi|mangalvar|mangalwar|mangalvaar|mangal',
  'wednesday|wed|weds|miercoles|quarta feira|quarta|mercredi|mer|budhvar|budhwar|budhvaar|budh',
  'thursday|thu|thur|thurs|jueves|quinta feira|quinta|jeudi|jeu|guruvar|guruwar|guruvaar|brihaspativar|veervar',
  'friday|fri|viernes|sexta feira|sexta|vendredi|ven|shukravar|shukrawar|shukravaar|jumma|jumme',
  'saturday|sat|sabado|samedi|sam|shanivar|shaniwar|shanivaar',
].map((names) => new RegExp(` (?:${names}) `));

const MONTHS = [
  'january|jan|enero|ene|janeiro|janvier|janv|janvari',
  'february|feb|febrero|fevereiro|fev|fevrier|fevr|farvari',
  'march|mar|marzo|marco|mars',
  'april|apr|abril|abr|avril|avr|aprail',
  'may|mayo|maio|mai',
  'june|jun|junio|junho|juin',
  'july|jul|julio|julho|juillet|juil|julai',
  'august|aug|agosto|ago|aout|agast',
  'september|sept|sep|septiembre|setiembre|setembro|set|septembre|sitambar',
  'october|oct|octubre|outubro|out|octobre|aktubar',
  'november|nov|noviembre|novembro|novembre|navambar',
  'december|dec|diciembre|dic|dezembro|dez|decembre|disambar',
];
const MONTH = MONTHS.map((names) => `(${names})`).join('|');
const DAY_MONTH = new RegExp(
  ` (\\d{1,2}) ?(?:st|nd|rd|th|er|o|a)? (?:de |of |do |du )?(?:${MONTH})(?: (?:de |del |do |of )?(\\d{4}))? `,
);
const MONTH_DAY = new RegExp(` (?:${MONTH}) (?:the )?(\\d{1,2}) ?(?:st|nd|rd|th|er)?(?: (\\d{4}))? `);
const BARE_DAY = / (?:the|el|dia|o dia|le|on the) (\d{1,2}) ?(?:st|nd|rd|th|er)? | (\d{1,2}) (?:tareekh|tarikh|tarik) /;

function readNumericDate(text: string, today: Day, toward: 'future' | 'past'): Day | null {
  const clean = text.slice(0, LONGEST_DATE).normalize('NFKC');
  const iso = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(clean);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const common =
    /(?<![\d/.-])(\d{1,2})(?:\/(\d{1,2})|[-.](\d{1,2})(?=[-.]\d{2}))(?:[-/.](\d{4}|\d{2}))?(?![\d/]|[.-]\d)/.exec(
      clean,
    );
  if (!common) return null;
  const [first, second] = [Number(common[1]), Number(common[2] ?? common[3])];
  const year = common[4];
  const [day, month] = second > 12 && first <= 12 ? [second, first] : [first, second];
  if (year) return dayOf(Number(year) + (year.length === 2 ? 2000 : 0), month, day);
  return nearest(today, toward, (one) => dayOf(one, month, day));
}

function readRelative(said: string, today: Day): Day | null {
  for (const [unit, names] of UNITS) {
    const ahead = new RegExp(` (?:in|within|en|em|dentro de|daqui a|dans|d ici) (\\d{1,3}|[a-z]+) (?:${names}) `).exec(
      said,
    );
    const later = new RegExp(` (\\d{1,3}|[a-z]+) (?:${names}) (?:baad|later|from now|from today|mein|me) `).exec(said);
    const ago = new RegExp(
      ` (?:(\\d{1,3}|[a-z]+) (?:${names}) (?:ago|atras|pehle)|(?:hace|ha|il y a) (\\d{1,3}|[a-z]+) (?:${names})) `,
    ).exec(said);
    const count = numberOf(ahead?.[1] ?? later?.[1]);
    if (count !== null) return addDays(today, count * unit);
    const past = numberOf(ago?.[1] ?? ago?.[2]);
    if (past !== null) return addDays(today, -past * unit);
  }
  for (const [days, phrases] of RELATIVE) {
    if (phrases.split('|').some((phrase) => said.includes(` ${phrase} `)))
      return isMorning(said, days) ? null : addDays(today, days);
  }
  return null;
}

/** "por la mañana" is the morning, not tomorrow. */
function isMorning(said: string, days: number): boolean {
  return days === 1 && / (?:la|esta) manana /.test(said) && !/ manana .*manana /.test(said);
}

function readNamedDay(said: string, today: Day, toward: 'future' | 'past'): Day | null {
  const dayFirst = DAY_MONTH.exec(said);
  if (dayFirst) return inYear(Number(dayFirst[1]), monthIn(dayFirst.slice(2, 14)), dayFirst[14], today, toward);
  const monthFirst = MONTH_DAY.exec(said);
  if (monthFirst)
    return inYear(Number(monthFirst[13]), monthIn(monthFirst.slice(1, 13)), monthFirst[14], today, toward);
  const bare = BARE_DAY.exec(said);
  return bare ? nearestInMonths(Number(bare[1] ?? bare[2]), today, toward) : null;
}

function monthIn(groups: (string | undefined)[]): number {
  return groups.findIndex(Boolean) + 1;
}

function inYear(
  day: number,
  month: number,
  year: string | undefined,
  today: Day,
  toward: 'future' | 'past',
): Day | null {
  return year ? dayOf(Number(year), month, day) : nearest(today, toward, (one) => dayOf(one, month, day));
}

/** "the 12th": of this month, or of the next that has one. */
function nearestInMonths(day: number, today: Day, toward: 'future' | 'past'): Day | null {
  const [year, month] = today.split('-').map(Number) as [number, number];
  for (let step = 0; step <= 2; step++) {
    const at = new Date(Date.UTC(year, month - 1 + (toward === 'future' ? step : -step), 1));
    const found = dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, day);
    if (found && (toward === 'future' ? found >= today : found <= today)) return found;
  }
  return null;
}

/** The coming one, or the last one; a weekday's own name on that day means in a week. */
function readWeekday(said: string, today: Day, toward: 'future' | 'past'): Day | null {
  const weekday = WEEKDAYS.findIndex((names) => names.test(said));
  if (weekday < 0) return null;
  const isPast = toward === 'past' || / (?:last|pasado|passado|passada|dernier|pichle) /.test(said);
  const difference = (weekday - new Date(`${today}T12:00:00Z`).getUTCDay() + 7) % 7;
  return addDays(today, isPast ? difference - 7 : difference || 7);
}

/** The first year in which the day exists and lies on the right side of today; 29 February may be years away. */
function nearest(today: Day, toward: 'future' | 'past', at: (year: number) => Day | null): Day | null {
  const year = Number(today.slice(0, 4));
  for (let step = 0; step <= 4; step++) {
    const day = at(toward === 'future' ? year + step : year - step);
    if (day && (toward === 'future' ? day >= today : day <= today)) return day;
  }
  return null;
}

function dayOf(year: number, month: number, day: number): Day | null {
  if (year < 1900 || year > 2200) return null;
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
}

function numberOf(word: string | undefined): number | null {
  if (word === undefined) return null;
  return /^\d+$/.test(word) ? Number(word) : (SMALL_NUMBERS[word] ?? null);
}
