/** What people wrote, by the names Meta gives it. */
const WORDS = new Set([
  'body',
  'caption',
  'text',
  'name',
  'first_name',
  'last_name',
  'formatted_name',
  'filename',
  'title',
  'description',
  'address',
  'emoji',
  'username',
  'response_json',
  'street',
  'email',
  'birthday',
]);
/** What proves something to somebody. */
const SECRETS = /token|secret|password|authorization|signature/i;
/** Seven digits and more, alone or as a phone number is written: longer ids of the platform have letters or stay as they are. */
const NUMBERS = new Set(['wa_id', 'from', 'to', 'recipient_id', 'phone', 'display_phone_number', 'input', 'user']);

/**
 * A webhook as it came, without what people wrote and how to reach them: ids, times, types and states stay, which is what
 * one looks for. Arrays and objects keep their shape.
 */
export function masked(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, name));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner, key)]));
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const text = String(value);
  if (SECRETS.test(name)) return '•••';
  if (NUMBERS.has(name)) return text.replace(/\d(?=(?:\D*\d){4})/g, '•');
  if (WORDS.has(name) && typeof value === 'string') return `(${[...text].length} characters)`;
  return value;
}
