const MOST_BYTES = 4_000_000; // of an answer; the longest anybody asks for has a hundredth of it

/**
 * `fetch` for calls that carry a key: it goes to nobody else (no redirects), and the answer has an end.
 *
 * @param fetchIt for tests.
 */
export const boundedFetch =
  (fetchIt: typeof fetch = fetch): typeof fetch =>
  async (input, init) => {
    const response = await fetchIt(input, { ...init, redirect: 'error' });
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(limited()), { status, statusText, headers });
  };

function limited(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) controller.error(new Error('the answer is too large'));
      else controller.enqueue(chunk);
    },
  });
}
