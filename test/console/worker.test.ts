import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { until } from '../../server/test/desk.ts';
import { openConsole, whySkipped } from './support.ts';

/**
 * Keeps every notice the worker shows, once the browser took it. Asking the browser what it shows while it is about to
 * show something makes it forget that notice, so it is asked only afterwards.
 */
const LISTEN = `self.taken = [];
  const show = self.registration.showNotification.bind(self.registration);
  self.registration.showNotification = async (title, options) => {
    await show(title, options);
    self.taken.push([title, options.body, options.data.url, options.tag]);
  };`;

describe('the console as an app', { skip: whySkipped() }, () => {
  let desk: Awaited<ReturnType<typeof openConsole>>;
  let page: Page;
  let browser: CDPSession;
  let registrationId: string;

  before(async () => {
    desk = await openConsole();
    ({ page } = await desk.open('/demo-shop/home', { serviceWorkers: 'allow', permissions: ['notifications'] }));
    browser = await page.context().newCDPSession(page);
    const registered = new Promise<string>((found) => {
      browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) found(registrations[0].registrationId);
      });
    });
    await browser.send('ServiceWorker.enable');
    registrationId = await registered;
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.reload(); // now the worker serves the page
  });
  after(() => desk.end());

  test('can be installed: it has a manifest and a worker that serves it', async () => {
    const { errors } = await browser.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await browser.send('Page.getInstallabilityErrors');
    // A window without a profile cannot keep an app; nothing else may be missing.
    const missing = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
    assert.deepEqual(missing, []);
    assert.equal(await page.evaluate('navigator.serviceWorker.controller?.state'), 'activated');
  });

  test('shows a notice that is pushed to it, and only the newest about one thing', async () => {
    const [worker] = page.context().serviceWorkers();
    assert.ok(worker);
    await worker.evaluate(LISTEN);
    const push = async (notice: object, count: number) => {
      const data = JSON.stringify(notice);
      await browser.send('ServiceWorker.deliverPushMessage', { origin: desk.origin, registrationId, data });
      await until(async () => (await worker.evaluate<number>('self.taken.length')) === count);
    };
    const url = '/demo-shop/inbox/1';
    await push({ title: 'Ana asks for a person', body: 'A button is missing', url, tag: 'one' }, 1);
    await push({ title: 'Ana asks again', body: 'Hello?', url, tag: 'one' }, 2);

    // The same tag: the browser puts the second in the place of the first.
    assert.deepEqual(await worker.evaluate('self.taken'), [
      ['Ana asks for a person', 'A button is missing', url, 'one'],
      ['Ana asks again', 'Hello?', url, 'one'],
    ]);
    const shown = 'self.registration.getNotifications().then((all) => all.map(({ title }) => title))';
    assert.deepEqual(await worker.evaluate(shown), ['Ana asks again']);
  });

  test('opens without a network, says so, and goes on when it is back', async () => {
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('No connection').first().waitFor();

    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByRole('heading', { name: 'Hello' }).waitFor();
  });
});
