import assert from 'node:assert/strict';
import { constants, createCipheriv, createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { DEFAULTS } from './options.ts';
import type { FormStep, FormValues, FormView } from './phone-api.ts';
import { NUMBER, shopWithAna } from './test-business.ts';
import { sign } from './webhooks/bytes.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** A reference of Flow JSON. */
const ref = (path: string) => `$\{${path}}`;
const footer = (label: string, action: Record<string, unknown>) => ({
  type: 'Footer',
  label,
  'on-click-action': action,
});
const layout = (...children: unknown[]) => ({ type: 'SingleColumnLayout', children });
const SIZES = [
  { id: 's', title: 'Small' },
  { id: 'l', title: 'Large' },
];

/** Asks who, then which size, and sends both: all in the form itself. */
const MEASURE = {
  version: '7.0',
  screens: [
    {
      id: 'WHO',
      title: 'Who',
      data: { greeting: { type: 'string', __example__: 'Hello' } },
      layout: layout({
        type: 'Form',
        name: 'f',
        children: [
          { type: 'TextHeading', text: ref('data.greeting') },
          { type: 'TextInput', name: 'name', label: 'Name', required: true, 'max-chars': 10 },
          { type: 'OptIn', name: 'terms', label: 'I agree', required: true },
          footer('Next', {
            name: 'navigate',
            next: { type: 'screen', name: 'SIZE' },
            payload: { who: ref('form.name') },
          }),
        ],
      }),
    },
    {
      id: 'SIZE',
      title: `Size for ${ref('data.who')}`,
      terminal: true,
      layout: layout(
        { type: 'RadioButtonsGroup', name: 'size', label: 'Size', required: true, 'data-source': SIZES },
        footer('Send', { name: 'complete', payload: { name: ref('screen.WHO.form.name'), size: ref('form.size') } }),
      ),
    },
  ],
};

/** Asks the business for every screen. */
const BOOKING = {
  version: '7.0',
  data_api_version: '3.0',
  screens: [
    {
      id: 'DAY',
      title: 'Day',
      layout: layout(
        { type: 'Dropdown', name: 'day', label: 'Day', required: true, 'data-source': ref('data.days') },
        footer('Next', { name: 'data_exchange', payload: { day: ref('form.day') } }),
      ),
    },
    {
      id: 'SURE',
      title: 'Sure?',
      terminal: true,
      refresh_on_back: true,
      layout: layout(
        { type: 'TextBody', text: `On ${ref('data.day')}` },
        footer('Yes', { name: 'data_exchange', payload: {} }),
      ),
    },
  ],
};

const formMessage = (flow: string, parameters: Record<string, unknown> = {}) => ({
  type: 'interactive',
  interactive: {
    type: 'flow',
    body: { text: 'Fill this in' },
    action: {
      name: 'flow',
      parameters: { flow_message_version: '3', flow_id: flow, flow_cta: 'Open', flow_token: 'T1', ...parameters },
    },
  },
});

describe('a form', () => {
  test('is filled in screen by screen, and its answer sent to the business', async (t) => {
    const { shop, open, step } = await shopWithForm(
      t,
      formMessage('700', { flow_action_payload: { screen: 'WHO', data: { greeting: 'Hi Ana' } } }),
    );
    const first = await open();
    assert.deepEqual(
      first.parts.map((part) => ('text' in part ? part.text : 'name' in part ? part.name : part.kind)),
      ['Hi Ana', 'name', 'terms'],
    );
    const second = viewIn(await step(first, { name: 'Ana', terms: true }));
    assert.deepEqual([second.title, second.button, second.canGoBack], ['Size for Ana', 'Send', true]);

    const done = await step(second, { size: ['l'] });
    assert.ok('answer' in done);
    assert.deepEqual(done.answer.content, { type: 'form_reply', title: 'Open', fields: { name: 'Ana', size: 'l' } });
    await shop.emulator.settled();
    const { context, interactive } = shop.messages().at(-1);
    assert.ok(context.id.startsWith('wamid.'));
    assert.deepEqual(
      { ...interactive.nfm_reply, response_json: JSON.parse(interactive.nfm_reply.response_json) },
      {
        name: 'flow',
        body: 'Sent',
        response_json: { flow_token: 'T1', name: 'Ana', size: 'l' },
      },
    );
  });

  test('says what is missing or too long, and keeps what was entered', async (t) => {
    const { open, step } = await shopWithForm(t, formMessage('700'));
    const again = viewIn(await step(await open(), { name: 'A very long name' }));
    const [, name] = again.parts;
    assert.ok(name?.kind === 'input');
    assert.deepEqual([again.screen, name.value, name.problem], ['WHO', 'A very long name', 'At most 10 characters.']);
  });

  test('goes back to the screen before with its values', async (t) => {
    const { open, step, back } = await shopWithForm(t, formMessage('700'));
    const second = viewIn(await step(await open(), { name: 'Ana', terms: true }));
    const first = await back(second);
    const [, name] = first.parts;
    assert.deepEqual([first.screen, first.canGoBack, name?.kind === 'input' && name.value], ['WHO', false, 'Ana']);
  });

  test('whose Flow JSON is not here is one text', async (t) => {
    const { shop, open, step } = await shopWithForm(t, formMessage('999'));
    const done = await step(await open(), { answer: 'Blue' });
    assert.ok('answer' in done);
    await shop.emulator.settled();
    assert.deepEqual(JSON.parse(shop.messages().at(-1).interactive.nfm_reply.response_json), {
      flow_token: 'T1',
      answer: 'Blue',
    });
  });

  test('that was finished cannot be sent again', async (t) => {
    const { open, step } = await shopWithForm(t, formMessage('999'));
    const form = await open();
    await step(form, { answer: 'Blue' });
    await assert.rejects(step(form, { answer: 'Red' }), /not open any more/);
  });

  test('in a template is filled in like any other', async (t) => {
    const shop = await shopWithAna(t, { flows: [{ id: '700', name: 'Measure', json: MEASURE }] });
    const components = [
      { type: 'BODY', text: 'Tell us your size, please.' },
      { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Open', flow_id: '700', navigate_screen: 'SIZE' }] },
    ];
    const definition = { name: 'size', language: 'en', category: 'UTILITY', components };
    await shop.graph('POST', `${DEFAULTS.wabaId}/message_templates`, definition);
    await shop.emulator.settled();
    const { body } = await shop.sends({
      type: 'template',
      template: {
        name: 'size',
        language: { code: 'en' },
        components: [
          {
            type: 'button',
            sub_type: 'flow',
            index: '0',
            parameters: [{ type: 'action', action: { flow_token: 'T2', flow_action_data: { who: 'Ben' } } }],
          },
        ],
      },
    });
    await shop.emulator.settled();
    const opened = await fetch(`${shop.origin}/phone/api/chats/${shop.ana.person.id}/${NUMBER}/forms`, {
      method: 'POST',
      body: JSON.stringify({ bubbleId: body.messages[0].id }),
    });
    const { screen, title } = Object(await opened.json());
    assert.deepEqual([screen, title], ['SIZE', 'Size for Ben']);
  });
});

describe('a form with an endpoint', () => {
  const exchanged = formMessage('701', { flow_action: 'data_exchange' });

  test('asks it for every screen, encrypted for the business alone and signed', async (t) => {
    const { shop, open, step, back, asked } = await shopWithForm(t, exchanged, answersOf(SIZES));
    const first = await open();
    const [day] = first.parts;
    assert.deepEqual(day?.kind === 'choice' && day.options.map(({ id }) => id), ['s', 'l']);
    const sure = viewIn(await step(first, { day: 's' }));
    assert.deepEqual(sure.parts, [{ kind: 'text', text: 'On s' }]);
    const again = await back(sure);
    const done = await step(viewIn(await step(again, { day: 's' })), {});
    assert.ok('answer' in done);

    assert.deepEqual(
      asked.map(({ action, screen }) => [action, screen]),
      [
        ['INIT', undefined],
        ['data_exchange', 'DAY'],
        ['data_exchange', 'DAY'],
        ['data_exchange', 'SURE'],
      ],
    );
    assert.ok(asked.every(({ version, flow_token: token }) => version === '3.0' && token === 'T1'));
    await shop.emulator.settled();
    assert.deepEqual(JSON.parse(shop.messages().at(-1).interactive.nfm_reply.response_json), {
      flow_token: 'T1',
      booked: true,
    });
    assert.ok(await shop.emulator.meta.pings('701'));
  });

  test('shows what the business says was wrong', async (t) => {
    const { open, step } = await shopWithForm(t, exchanged, (request) =>
      request.action === 'INIT'
        ? { screen: 'DAY', data: { days: SIZES } }
        : { screen: 'DAY', data: { days: SIZES, error_message: 'Fully booked' } },
    );
    assert.equal(viewIn(await step(await open(), { day: 's' })).problem, 'Fully booked');
  });

  for (const [status, body, problem] of [
    [427, '{"error_msg":"The offer is over."}', 'The offer is over.'],
    [432, '', 'The business answered with HTTP 432.'],
    [200, 'not encrypted', 'The answer could not be decrypted.'],
  ] as const) {
    test(`says why when the business answers ${status}`, async (t) => {
      const { open } = await shopWithForm(t, exchanged, () => ({ status, body }));
      assert.equal((await open()).problem, problem);
    });
  }

  test('fetches the key again when the business cannot decrypt', async (t) => {
    let refused = 0;
    const { open, asked } = await shopWithForm(t, exchanged, (request) =>
      refused++ === 0 ? { status: 421, body: '' } : answersOf(SIZES)(request),
    );
    assert.equal((await open()).screen, 'DAY');
    assert.equal(asked.length, 2);
  });

  test('cannot be opened before the business has given its key', async (t) => {
    const { shop, open } = await shopWithForm(t, exchanged, answersOf(SIZES));
    await shop.graph('POST', `${NUMBER}/register`, { messaging_product: 'whatsapp', pin: '123456' });
    assert.match((await open()).problem ?? '', /public key/);
  });
});

describe('a form as a resource', () => {
  test('is drafted, given its JSON, published and then fixed', async (t) => {
    const shop = await shopWithAna(t);
    const { body: made } = await shop.graph('POST', `${DEFAULTS.wabaId}/flows`, {
      name: 'Measure',
      categories: ['OTHER'],
    });
    assert.equal((await shop.graph('POST', `${made.id}/publish`)).body.error.code, 139002);
    const form = new FormData();
    form.set('file', new Blob([JSON.stringify(MEASURE)], { type: 'application/json' }), 'flow.json');
    form.set('name', 'flow.json');
    form.set('asset_type', 'FLOW_JSON');
    const headers = { authorization: `Bearer ${DEFAULTS.accessToken}` };
    const uploaded = await fetch(`${shop.origin}/v25.0/${made.id}/assets`, { method: 'POST', headers, body: form });
    assert.deepEqual(await uploaded.json(), { success: true, validation_errors: [] });
    assert.equal((await shop.graph('POST', `${made.id}/publish`)).status, 200);
    assert.equal((await shop.graph('GET', made.id)).body.status, 'PUBLISHED');
    assert.equal((await shop.graph('DELETE', made.id)).body.error.code, 139004);
    assert.equal((await shop.graph('POST', `${made.id}/deprecate`)).status, 200);
    await shop.emulator.settled();
    assert.deepEqual(
      shop.values('flows').map(({ new_status: status }) => status),
      ['PUBLISHED', 'DEPRECATED'],
    );
  });
});

type Asked = Record<string, unknown>;
type Answering = (request: Asked) => object;

/** A business that keeps its appointments. */
const answersOf =
  (days: object[]): Answering =>
  ({ action, screen, data }) => {
    if (action === 'ping') return { data: { status: 'active' } };
    if (action === 'INIT' || action === 'BACK') return { screen: 'DAY', data: { days } };
    if (screen === 'DAY') return { screen: 'SURE', data: { day: Object(data).day } };
    return { screen: 'SUCCESS', data: { extension_message_response: { params: { flow_token: 'T1', booked: true } } } };
  };

async function shopWithForm(t: TestContext, message: Record<string, unknown>, answering: Answering = () => ({})) {
  const asked: Asked[] = [];
  const endpoint = await endpointThat(t, (request) => {
    asked.push(request);
    return answering(request);
  });
  const flows = [
    { id: '700', name: 'Measure', json: MEASURE },
    { id: '701', name: 'Booking', json: BOOKING, endpoint },
  ];
  const shop = await shopWithAna(t, { flows });
  await shop.graph('POST', `${NUMBER}/whatsapp_business_encryption`, { business_public_key: publicKey });
  const { body } = await shop.sends(message);
  await shop.emulator.settled();
  const { id } = shop.ana.person;
  const page = async (path: string, given: object): Promise<ReturnType<typeof JSON.parse>> => {
    const answer = await fetch(`${shop.origin}/phone/api/${path}`, { method: 'POST', body: JSON.stringify(given) });
    const said = Object(await answer.json());
    if (!answer.ok) throw new Error(said.error.message);
    return said;
  };
  return {
    shop,
    asked,
    open: (): Promise<FormView> => page(`chats/${id}/${NUMBER}/forms`, { bubbleId: body.messages[0].id }),
    step: (form: FormView, values: FormValues): Promise<FormStep> => page(`forms/${id}/${form.formId}`, values),
    back: (form: FormView): Promise<FormView> => page(`forms/${id}/${form.formId}/back`, {}),
  };
}

/** A business's own decryption, written from the documentation and sharing nothing with the emulator's. */
async function endpointThat(t: TestContext, answer: Answering): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks);
      assert.equal(request.headers['x-hub-signature-256'], sign(raw, DEFAULTS.appSecret));
      const sealed = JSON.parse(raw.toString());
      const key = privateDecrypt(
        { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
        Buffer.from(sealed.encrypted_aes_key, 'base64'),
      );
      const iv = Buffer.from(sealed.initial_vector, 'base64');
      const data = Buffer.from(sealed.encrypted_flow_data, 'base64');
      const decipher = createDecipheriv('aes-128-gcm', key, iv);
      decipher.setAuthTag(data.subarray(-16));
      const plain = JSON.parse(decipher.update(data.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8'));
      const given = Object(answer(plain));
      if (given.status) {
        response.writeHead(given.status).end(given.body);
        return;
      }
      const cipher = createCipheriv('aes-128-gcm', key, Buffer.from(iv.map((byte) => ~byte)));
      const secret = Buffer.concat([cipher.update(JSON.stringify(given)), cipher.final(), cipher.getAuthTag()]);
      response.writeHead(200, { 'content-type': 'text/plain' }).end(secret.toString('base64'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/flow`;
}

function viewIn(step: FormStep): FormView {
  assert.ok('form' in step, 'The form is over.');
  return step.form;
}
