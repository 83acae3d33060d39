type Schema = Record<string, unknown>;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** A value that fits a JSON schema of ours, as far as the schema tells: required parts only, the smallest that will do. */
export function sampleOf(schema: unknown): unknown {
  if (!isSchema(schema)) return 'x';
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  for (const choice of ['anyOf', 'oneOf', 'allOf']) {
    const options = schema[choice];
    if (Array.isArray(options) && options.length > 0) return sampleOf(options[0]);
  }
  switch (schema.type) {
    case 'object':
      return sampleObject(schema);
    case 'array':
      return typeof schema.minItems === 'number' && schema.minItems > 0 ? [sampleOf(schema.items)] : [];
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function sampleObject({ properties, required }: Schema): Schema {
  const names = Array.isArray(required) ? required.map(String) : [];
  return Object.fromEntries(names.map((name) => [name, sampleOf(isSchema(properties) ? properties[name] : {})]));
}

function sampleText({ format, minLength }: Schema): string {
  switch (format) {
    case 'uuid':
      return '0190a000-0000-7000-8000-000000000001';
    case 'date-time':
      return '2026-03-02T12:00:00Z';
    case 'date':
      return '2026-03-02';
    case 'email':
      return 'somebody@example.com';
    case 'uri':
      return 'https://example.com/';
    default:
      return 'sample'.padEnd(typeof minLength === 'number' ? minLength : 0, 'x');
  }
}
