import { randomBytes } from 'node:crypto';
import { createEmulator, DEFAULTS } from './src/index.ts';
import { SAMPLE_FORM, SAMPLE_PRODUCTS } from './src/samples.ts';

/** The emulator as a program of its own: a local WhatsApp for any bot. Settings come from the environment. */
const env = process.env;
const settings = {
  port: Number(env.EMULATOR_PORT || 4000),
  webhookUrl: env.EMULATOR_WEBHOOK_URL || 'http://127.0.0.1:3000/webhooks/whatsapp',
  appSecret: env.EMULATOR_APP_SECRET || DEFAULTS.appSecret,
  verifyToken: env.EMULATOR_VERIFY_TOKEN || DEFAULTS.verifyToken,
  accessToken: env.EMULATOR_ACCESS_TOKEN || DEFAULTS.accessToken,
  phoneNumberId: env.EMULATOR_PHONE_NUMBER_ID || DEFAULTS.phoneNumberId,
  seed: env.EMULATOR_SEED || randomBytes(4).toString('hex'),
};

if (!Number.isInteger(settings.port) || settings.port < 0 || settings.port > 65_535) {
  stop(`EMULATOR_PORT must be a port number, not “${env.EMULATOR_PORT}”.`);
}
if (!URL.canParse(settings.webhookUrl)) stop(`EMULATOR_WEBHOOK_URL must be a URL, not “${settings.webhookUrl}”.`);
if (!/^\d+$/.test(settings.phoneNumberId)) stop('EMULATOR_PHONE_NUMBER_ID must consist of digits.');

const emulator = createEmulator({
  numbers: [{ phoneNumberId: settings.phoneNumberId, verifiedName: 'Your business', starters: ['hi', 'Hello!'] }],
  phones: [
    { name: 'Ana', number: '+16505551234' },
    { name: 'Ben', number: '+447700900123' },
  ],
  appSecret: settings.appSecret,
  verifyToken: settings.verifyToken,
  accessToken: settings.accessToken,
  webhookUrl: settings.webhookUrl,
  seed: settings.seed,
  ...(env.EMULATOR_STATE_DIR ? { stateDir: env.EMULATOR_STATE_DIR } : {}),
  products: SAMPLE_PRODUCTS,
  flows: [SAMPLE_FORM],
  // Long enough to see that a template is pending.
  review: { afterMs: 3_000 },
  // Enough to see one tick become two.
  statuses: { sentAfterMs: 80, deliveredAfterMs: 250 },
  // Somebody is sitting there restarting a bot: try again soon, not in an hour.
  webhooks: { retryAtMostMs: 15_000 },
});

const origin = await emulator
  .listen({ port: settings.port, host: env.HOST || '127.0.0.1' })
  .catch((problem: NodeJS.ErrnoException) =>
    stop(
      problem.code === 'EADDRINUSE'
        ? `Port ${settings.port} is taken. Set EMULATOR_PORT to another one.`
        : problem.message,
    ),
  );
console.log(`A local WhatsApp is running.

  Phones              ${origin}/phone/
  Graph API           ${origin}/v25.0/${settings.phoneNumberId}/messages
  Knobs and ledger    ${origin}/emulator/knobs, ${origin}/emulator/ledger      seed ${settings.seed}, EMULATOR_SEED
  Webhooks go to      ${settings.webhookUrl}      EMULATOR_WEBHOOK_URL

  Your bot needs
    phone number id   ${settings.phoneNumberId}      EMULATOR_PHONE_NUMBER_ID
    account id        ${DEFAULTS.wabaId}
    app id            ${DEFAULTS.appId}
    access token      ${settings.accessToken}      EMULATOR_ACCESS_TOKEN
    app secret        ${settings.appSecret}      EMULATOR_APP_SECRET
    verify token      ${settings.verifyToken}      EMULATOR_VERIFY_TOKEN

  To try
    catalogue         ${DEFAULTS.catalogId}: ${SAMPLE_PRODUCTS.map(({ retailerId }) => retailerId).join(', ')}
    form (Flow)       ${SAMPLE_FORM.id}
`);
await emulator.setWebhook(settings.webhookUrl).then(
  () => console.log('The webhook URL echoed the challenge: verified.'),
  (problem: Error) =>
    console.log(`The webhook URL is not verified (${problem.message}). Webhooks are sent there all the same.`),
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close().then(() => process.exit(0)));
}

function stop(reason: string): never {
  console.error(reason);
  process.exit(1);
}
