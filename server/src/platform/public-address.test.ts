import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf, isPublicAddress } from './public-address.ts';

test('addresses of the internet are public', () => {
  for (const address of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('this machine, private and reserved networks are not, in any spelling', () => {
  const inside = ['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'];
  const reserved = ['224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.5'];
  const six = ['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::'];
  const disguised = ['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::a00:1', '::ffff:8.8.8.8'];
  for (const address of [...inside, ...reserved, ...six, ...disguised]) {
    assert.equal(isPublicAddress(address), false, address);
  }
});

test('what is no address is not public', () => {
  for (const text of ['', 'localhost', '8.8.8', '08.8.8.8', '2130706433']) assert.equal(isPublicAddress(text), false);
});

test('the host of a URL comes without brackets, and short forms of IPv4 are written out', () => {
  assert.equal(hostOf(new URL('http://[::1]:80/')), '::1');
  assert.equal(hostOf(new URL('http://2130706433/')), '127.0.0.1');
});
