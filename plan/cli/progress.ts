/** Milliseconds. Shorter runs show no progress. */
const firstShown = 1000;
const interval = 200;

/** Shows how many resources a run has registered. */
export interface Progress {
  step(): void;
  /** Clears the line. */
  stop(): void;
}

const clearLine = "\r\u001b[K";

/** Counts resources in one line of a terminal, if a run takes longer than a second. Shows nothing without a terminal. */
export function startProgress(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">, now: () => number = Date.now): Progress {
  if (!stream.isTTY || process.env.TERM === "dumb") return { step: () => {}, stop: () => {} };
  const start = now();
  let count = 0;
  let shown = 0;
  return {
    // no timer, because a run blocks the event loop
    step() {
      count += 1;
      const at = now();
      if (at - start < firstShown || at - shown < interval) return;
      shown = at;
      stream.write(`${clearLine}Planning: ${count} resources`);
    },
    stop() {
      if (shown > 0) stream.write(clearLine);
    },
  };
}
