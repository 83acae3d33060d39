import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readEmail, readOrderNumber } from './identifiers.ts';

describe('an order number', () => {
  const numbers: [said: string, number: string | null][] = [
    ['#1042', '1042'],
    ['1042', '1042'],
    ['ORD-1042', '1042'],
    ['where is my order 1042?', '1042'],
    ['order number: 77', '77'],
    ['order #12, please', '12'],
    ['order status #A778', 'A778'],
    ['pedido nº 1042', '1042'],
    ['mi pedido es el 1042', '1042'],
    ['ma commande n° 331', '331'],
    ['mera order 1042 kahan hai', '1042'],
    ['I want to order 2 polos', null],
    ['call me on 0770012345', null],
    ['#1042 and #1043', null],
    ['no', null],
    ['', null],
  ];
  for (const [said, number] of numbers)
    test(`in "${said}" is ${number}`, () => assert.equal(readOrderNumber(said), number));
});

describe('an e-mail address', () => {
  const addresses: [said: string, address: string | null][] = [
    ['ana@shop.example', 'ana@shop.example'],
    ['It is Ana.Lopez+shop@mail.example.org.', 'Ana.Lopez+shop@mail.example.org'],
    ['<josé@correo.es>', 'josé@correo.es'],
    ['a@x.co or b@x.co', null],
    ['@handle', null],
    ['a@b', null],
    ['', null],
  ];
  for (const [said, address] of addresses)
    test(`in "${said}" is ${address}`, () => assert.equal(readEmail(said), address));
});
