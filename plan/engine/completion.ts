// Finds out when a program has finished. The language host waits until its process ends; the plan waits for what the program itself has
// started.
import type { Sdk } from "./sdk";

interface Running {
  readonly run: () => Promise<unknown>;
  /** Whether something failed: what depends on it may never arrive. */
  readonly failed: () => boolean;
  /** A number that changes with each request. */
  readonly activity: () => number;
}

/** Milliseconds. */
const TICK = 5;
const QUIET = 50;
/** A library may keep a timer forever: do not wait for it. */
const PATIENCE = 10_000;

/** Listeners of `beforeExit` that the program did not add. */
const ownListeners = new Set<unknown>(process.listeners("beforeExit"));
const busy = () => process.getActiveResourcesInfo().length;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
const tick = (delay = TICK) => new Promise((resolve) => setTimeout(resolve, delay));

/** Resolves to whether the program finished; false if it waits for something that never arrives. */
export async function finished(sdk: Sdk, running: Running): Promise<boolean> {
  await tick(0);
  const timersBefore = timers();
  let stuck!: () => void;
  const never = new Promise<boolean>((resolve) => {
    stuck = () => resolve(false);
  });
  const watch = watchForQuiet(running, stuck);
  ownListeners.add(stuck);
  process.once("beforeExit", stuck);
  try {
    return await Promise.race([complete(sdk, running, timersBefore), never]);
  } finally {
    clearInterval(watch);
    process.off("beforeExit", stuck);
  }
}

async function complete({ settings }: Sdk, { run, activity }: Running, timersBefore: number): Promise<true> {
  await run();
  await settings.waitForRPCs();
  // Unhandled rejections are reported after all microtasks, and timers of the program may still create resources.
  const patience = Date.now() + PATIENCE;
  for (let last = -1; activity() !== last || (timers() > timersBefore && Date.now() < patience); await tick()) {
    last = activity();
    await settings.waitForRPCs();
  }
  // Some packages create their last resources when the process is about to end (event handlers of aws.s3).
  for (const listener of process.listeners("beforeExit")) if (!ownListeners.has(listener)) listener(0);
  await tick(0);
  await settings.waitForRPCs();
  return true;
}

/** After a failure, a short time without requests is enough to stop waiting for its dependents. */
function watchForQuiet({ failed, activity }: Running, onQuiet: () => void): NodeJS.Timeout {
  const busyBefore = busy();
  let last = -1;
  let quiet = 0;
  const look = () => {
    quiet = failed() && activity() === last ? quiet + TICK : 0;
    last = activity();
    if (quiet >= (busy() > busyBefore ? PATIENCE : QUIET)) onQuiet();
  };
  return setInterval(look, TICK).unref(); // do not keep the process alive
}
