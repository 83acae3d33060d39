import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CDPSession, Page } from 'playwright-core';
import { openConsole, whySkipped } from './support.ts';

/** What the browser shows, as the page sees it. */
const NOTICES = `navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
  .then((all) => all.map(({ title, body, data }) => [title, body, data.url]))`;

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
    const push = (notice: object) =>
      browser.send('ServiceWorker.deliverPushMessage', {
        origin: desk.origin,
        registrationId,
        data: JSON.stringify(notice),
      });
    await push({ title: 'Ana asks for a person', body: 'A button is missing', url: '/demo-shop/inbox/1', tag: 'one' });
    await push({ title: 'Ana asks again', body: 'Hello?', url: '/demo-shop/inbox/1', tag: 'one' });

    await page.waitForFunction(`${NOTICES}.then((all) => all.some(([title]) => title === 'Ana asks again'))`);
    const shown = await page.evaluate(NOTICES);
    assert.deepEqual(shown, [['Ana asks again', 'Hello?', '/demo-shop/inbox/1']]);
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
