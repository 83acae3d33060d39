import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { freePort } from '../../bench/ports.ts';
import { examine } from '../src/doctor-checks.ts';
import { openParlour, type Parlour } from '../src/parlour.ts';
import { readConfig } from '../src/platform/config.ts';
import { startParlour } from './parlour.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('a desk that had the emulator and is started without it', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  let parlour: Parlour;
  let origin: string;
  let environment: Record<string, string>;
  before(async () => {
    t = await startParlour();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    environment = { PORT: String(port), DATA_DIR: t.dataDir, DATABASE_URL: t.databaseUrl, EMULATOR: 'off', DEMO: 'on' };
    parlour = await openParlour(readConfig(environment, ROOT), t.databaseUrl, {
      log: pino({ level: 'silent' }),
      isDatabaseUp: () => true,
      onDead: () => {},
    });
  });
  after(async () => {
    await parlour.stop();
    await t.end();
  });

  type Answer = { channels: unknown; status: string; checks: unknown[]; items: { id: string; status: string }[] };
  const ask = async (path: string) => {
    const response = await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${t.operatorKey}`, 'x-business': 'demo-shop' },
    });
    return (await response.json()) as Answer;
  };

  test('counts its emulated numbers as off, neither as working nor as somebody’s work', async () => {
    const { status, channels } = await ask('/readyz');
    assert.equal(status, 'ready');
    assert.deepEqual(channels, { active: 0, held: 0, off: 2 });
  });

  test('says so wherever a number is looked at', async () => {
    const [shop] = (await ask('/api/v1/channels')).items;
    assert.equal(shop?.status, 'off');

    const health = await ask(`/api/v1/channels/${shop?.id}/health`);
    assert.equal(health.status, 'off');
    assert.deepEqual(health.checks, [
      {
        id: 'emulator',
        status: 'unknown',
        title: 'Off: the emulator is not running',
        details: 'Nothing is sent by this number, and nothing arrives',
        fix: 'Start Parlour with EMULATOR=on to use it.',
      },
    ]);

    const numbers = (await examine(environment, ROOT)).slice(-2);
    assert.deepEqual(
      numbers.flatMap(({ checks }) => checks.map(({ title }) => title)),
      ['Off: the emulator is not running', 'Off: the emulator is not running'],
    );
  });
});
