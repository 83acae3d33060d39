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
      redact: { paths: ['*.authorization', '*.accessToken', '*.appSecret', '*.verifyToken', 'req.headers'], remove: true },
      serializers: { phone: maskPhone, from: maskPhone, to: maskPhone, err: pino.stdSerializers.err },
    },
    pino.destination({ dest: 1, sync: false, minLength: 0 }),
  );
}

/** "+16505551234" → "+1650•••••34": enough to recognise, not enough to call. */
export function maskPhone(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.replace(/(\+?\d{4})\d{3,}(\d{2})/g, '$1•••••$2');
}
