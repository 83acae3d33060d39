/**
 * Loaded before the program (`node --import`): the clock of this process is CHAOS_CLOCK_AHEAD_MS ahead (behind, when
 * negative). Timers still run by the machine's clock, as they do on a host whose time is set wrong.
 */
const ahead = Number(process.env.CHAOS_CLOCK_AHEAD_MS ?? 0);
const RightDate = globalThis.Date;
const now = (): number => RightDate.now() + ahead;

if (ahead !== 0)
  globalThis.Date = new Proxy(RightDate, {
    apply: () => new RightDate(now()).toString(),
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });

export {};
