// Loaded into the dynamic provider of a run (NODE_OPTIONS): its clock and timers run five times as fast, so that a minute takes twelve
// seconds; or TIMER_SPEED times as fast.
const times = Number(process.env.TIMER_SPEED ?? 5);
const [now, wait, begun] = [Date.now, globalThis.setTimeout, Date.now()];
Date.now = () => begun + (now() - begun) * times;
globalThis.setTimeout = (act, milliseconds, ...args) => wait(act, milliseconds / times, ...args);
