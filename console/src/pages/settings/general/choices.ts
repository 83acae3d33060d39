export type Choice = { value: string; label: string };

/** ISO 3166, as telephone numbers know them. */
const COUNTRIES =
  'AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

/** What the shipped flows speak and what shops often ask for; any other tag can be typed. */
const LANGUAGES = 'en es pt pt-BR hi ar fr de it id ms tr ru uk pl nl sw ur bn ta te mr gu fa he th vi zh ja ko';

const named = (codes: Iterable<string>, locale: string, type: Intl.DisplayNamesType, withCode = false): Choice[] => {
  const names = new Intl.DisplayNames([locale], { type, fallback: 'code' });
  return [...codes]
    .map((value) => ({
      value,
      label: withCode ? `${names.of(value) ?? value} (${value})` : (names.of(value) ?? value),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
};

export const countries = (locale: string): Choice[] => named(COUNTRIES.split(' '), locale, 'region');
export const currencies = (locale: string): Choice[] =>
  named(Intl.supportedValuesOf('currency'), locale, 'currency', true);

/** @param chosen what the business speaks already, whatever it is. */
export const languages = (locale: string, chosen: readonly string[]): Choice[] =>
  named(new Set([...LANGUAGES.split(' '), ...chosen]), locale, 'language', true);

/** @param chosen kept even when this browser does not know it. */
export const timeZones = (chosen: string): Choice[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen])].sort().map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
  }));
