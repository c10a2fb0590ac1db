/** Shorter runs show nothing. */
const firstShown = 1000;
const interval = 200;

/** Shows how many resources a run has registered. */
export interface Progress {
  step(): void;
  /** Removes what was shown. */
  stop(): void;
}

const clearLine = "\r\u001b[K";

/** A line on a terminal that counts resources, once a run has taken a second; nothing where there is no terminal. */
export function startProgress(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">, now: () => number = Date.now): Progress {
  if (!stream.isTTY || process.env.TERM === "dumb") return { step: () => {}, stop: () => {} };
  const start = now();
  let count = 0;
  let shown = 0;
  return {
    // not by a timer: a run keeps the process busy
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
