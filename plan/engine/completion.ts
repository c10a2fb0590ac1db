// When a program is done: the language host waits until its process runs dry, we for what the program itself set going.
import type { Sdk } from "./sdk";

interface Running {
  readonly run: () => Promise<unknown>;
  /** Something is wrong already: what hangs on it may never come. */
  readonly failed: () => boolean;
  /** A number that moves as long as something happens. */
  readonly activity: () => number;
}

/** Milliseconds. */
const TICK = 5;
const QUIET = 50;
/** A timer that a library keeps for ever must not keep us. */
const PATIENCE = 10_000;

/** Of `beforeExit`: those that no program has set. */
const ownListeners = new Set<unknown>(process.listeners("beforeExit"));
const busy = () => process.getActiveResourcesInfo().length;
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
const tick = (delay = TICK) => new Promise((resolve) => setTimeout(resolve, delay));

/** Resolves to whether the program came to its end; otherwise it waits for something that never comes. */
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
  // Unhandled rejections are told only after all microtasks, and timers of the program may make resources yet.
  const patience = Date.now() + PATIENCE;
  for (let last = -1; activity() !== last || (timers() > timersBefore && Date.now() < patience); await tick()) {
    last = activity();
    await settings.waitForRPCs();
  }
  // Some packages make their last resources when the process is about to end (event handlers of aws.s3).
  for (const listener of process.listeners("beforeExit")) if (!ownListeners.has(listener)) listener(0);
  await tick(0);
  await settings.waitForRPCs();
  return true;
}

/** Once something has failed, no more than a moment of silence is needed to give up on what hangs on it. */
function watchForQuiet({ failed, activity }: Running, onQuiet: () => void): NodeJS.Timeout {
  const busyBefore = busy();
  let last = -1;
  let quiet = 0;
  const look = () => {
    quiet = failed() && activity() === last ? quiet + TICK : 0;
    last = activity();
    if (quiet >= (busy() > busyBefore ? PATIENCE : QUIET)) onQuiet();
  };
  return setInterval(look, TICK).unref(); // it must not keep the process from running dry
}
