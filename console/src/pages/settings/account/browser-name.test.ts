import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName } from './browser-name.ts';

test('a browser is named as people know it', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1';
  assert.equal(browserName(chrome), 'Chrome · Windows');
  assert.equal(browserName(phone), 'Safari · iOS');
  assert.equal(browserName('curl/8.5'), null);
  assert.equal(browserName(null), null);
});
