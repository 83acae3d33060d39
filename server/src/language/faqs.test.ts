import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Faq, SURE_FAQ, searchFaqs } from './faqs.ts';

const bank: Faq[] = [
  { id: 'hours', question: 'What are your opening hours?', answer: 'We are open from 9 to 6, Monday to Saturday.' },
  { id: 'delivery', question: 'How long does delivery take?', answer: 'Two to four days within the country.' },
  {
    id: 'returns',
    question: 'Can I return something?',
    variants: ['I want to send it back'],
    answer: 'Within 30 days, unworn, with the receipt.',
  },
  { id: 'payment', question: 'Which payment methods do you accept?', answer: 'Cards, cash and bank transfer.' },
  { id: 'parking', question: 'Is there parking?', answer: 'Free in front of the shop.' },
];
const best = (text: string) => searchFaqs(text, bank)[0]?.id ?? null;

describe('a question to the bank of answers', () => {
  const questions: [said: string, id: string | null][] = [
    ['what are your opening hours', 'hours'],
    ['when do you close today', 'hours'],
    ['are you open on sunday', 'hours'],
    ['how many days for shipping', 'delivery'],
    ['can i get my money back', 'returns'],
    ['send it back', 'returns'],
    ['can i pay by card', 'payment'],
    ['parkng?', 'parking'],
    ['a qué hora abren', 'hours'],
    ['puedo pagar con tarjeta', 'payment'],
    ['who won the match last night', null],
    ['tell me a joke', null],
    ['', null],
  ];
  for (const [said, id] of questions) test(`"${said}" finds ${id}`, () => assert.equal(best(said), id));

  test('is sure of its own words', () => {
    assert.ok(searchFaqs('How long does delivery take?', bank)[0]!.score >= SURE_FAQ);
  });

  test('gets the best first, and no more than asked for', () => {
    const found = searchFaqs('return or delivery', bank, 2);

    assert.equal(found.length, 2);
    assert.ok(found[0]!.score >= found[1]!.score);
  });

  test('finds nothing in an empty bank', () => assert.deepEqual(searchFaqs('hours', []), []));
});
