// Loaded into the dynamic provider of a run (NODE_OPTIONS): its clock and its timers run five times as fast, so that a minute is over in twelve
// seconds; or as many times as HURRY says.
const times = Number(process.env.HURRY ?? 5);
const [now, wait, begun] = [Date.now, globalThis.setTimeout, Date.now()];
Date.now = () => begun + (now() - begun) * times;
globalThis.setTimeout = (act, milliseconds, ...args) => wait(act, milliseconds / times, ...args);
