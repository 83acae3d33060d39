/**
 * Says on standard error what takes a while: a line that counts seconds in a terminal, one plain line elsewhere.
 *
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const { stderr } = process;
  const since = performance.now();
  const seconds = () => Math.round((performance.now() - since) / 1000);
  if (!stderr.isTTY) stderr.write(`${what} …\n`);
  const timer = stderr.isTTY ? setInterval(() => stderr.write(`\r${what} … ${seconds()} s`), 200) : undefined;
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (stderr.isTTY) stderr.write(`\r${what} … ${seconds()} s\n`);
  }
}
