/**
 * One value for all spellings of one mobile number, as E.164 digits with "+".
 *
 * WhatsApp reports some numbers in an older form than the one dialled: Brazil without the ninth digit, Argentina with
 * or without the 9 after the country code, Mexico with or without the 1. The person is the same, so is the contact.
 *
 * @param number digits with or without "+", "00" or punctuation.
 * @see WhatsApp Business Platform, "Phone number formats"; the Argentine variant is observed, not documented.
 */
export function canonicalPhone(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^00/, '');
  for (const [variant, canonical] of VARIANTS)
    if (variant.test(digits)) return `+${digits.replace(variant, canonical)}`;
  return `+${digits}`;
}

const VARIANTS: [RegExp, string][] = [
  [/^55(\d{2})([6-9]\d{7})$/, '55$19$2'], // Brazil: mobiles begin with 6 to 9; the ninth digit was put in front in 2012–2016
  [/^54(?!9)(\d{10})$/, '549$1'], // Argentina: WhatsApp numbers are mobiles, written +54 9 …
  [/^521(\d{10})$/, '52$1'], // Mexico: the 1 for mobiles was dropped in 2019
];
