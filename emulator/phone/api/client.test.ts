import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shop } from '../test/support.ts';
import { ApiProblem, createApi } from './client.ts';

const answering = (answer: Response) => createApi(async () => answer);

describe('a call that fails', () => {
  test('tells what the emulator said', async () => {
    const api = answering(Response.json({ error: { message: 'You blocked this business.' } }, { status: 409 }));

    await assert.rejects(api.markRead(shop), new ApiProblem('You blocked this business.', 409));
  });

  test('tells the status when there are no words', async () => {
    const api = answering(new Response('<html>', { status: 502 }));

    await assert.rejects(api.state(), new ApiProblem('The emulator answered with status 502.', 502));
  });

  test('tells when nothing answered', async () => {
    const api = createApi(async () => {
      throw new TypeError('fetch failed');
    });

    await assert.rejects(api.state(), {
      message: 'The emulator cannot be reached. Check that it is running.',
      status: null,
    });
  });
});

test('a file travels with its type, and with its name in a form that headers can carry', async () => {
  let sent: Request | undefined;
  const api = createApi(async (input, init) => {
    sent = new Request(new URL(String(input), 'http://phone.example'), init);
    return Response.json({ mediaId: '77' }, { status: 201 });
  });

  const mediaId = await api.upload(new Blob(['x'], { type: 'application/pdf' }), 'Año ✓.pdf');

  assert.equal(mediaId, '77');
  assert.equal(sent?.headers.get('content-type'), 'application/pdf');
  assert.equal(decodeURIComponent(sent?.headers.get('x-file-name') ?? ''), 'Año ✓.pdf');
});
