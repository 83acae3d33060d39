import pino, { type Logger } from 'pino';

/**
 * JSON lines in UTC. Phone numbers are masked wherever they appear in a value of these names; message texts are not
 * logged at all. Written in the background: a log line never waits for the disk.
 */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: ['*.authorization', '*.accessToken', '*.appSecret', '*.verifyToken', 'req.headers'],
        remove: true,
      },
      serializers: { phone: maskPhone, from: maskPhone, to: maskPhone, err: readableError },
    },
    pino.destination({ dest: 1, sync: false, minLength: 0 }),
  );
}

/** What helps to understand an error. Libraries hang whole connections on theirs. */
function readableError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const where = 'where' in error ? error.where : undefined; // Postgres: the function and line
  const cause = error.cause === undefined ? undefined : readableError(error.cause);
  return { name, message, code, where, cause, stack };
}

/** "+16505551234" → "+1650•••••34": enough to recognise, not enough to call. */
export function maskPhone(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/(\+?\d{4})\d{3,}(\d{2})/g, '$1•••••$2');
}
