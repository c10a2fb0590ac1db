/** One operation to schedule. */
export interface Task {
  readonly seconds: number;
  /** Indices of tasks that end before it starts. */
  readonly waitsFor: readonly number[];
  /** Tasks with the same key run one at a time. */
  readonly oneAtATime?: string;
}

export interface ScheduledTask {
  readonly start: number;
  readonly end: number;
  /** The task whose end let this one start. */
  readonly after?: number;
}

/** Starts each task as soon as what it waits for has ended and one of `parallel` workers is free. A task without duration needs no worker. */
export function schedule(tasks: readonly Task[], parallel: number): ScheduledTask[] {
  const scheduled: ScheduledTask[] = [];
  const followers: number[][] = tasks.map(() => []);
  for (const [index, { waitsFor }] of tasks.entries()) for (const other of waitsFor) followers[other]!.push(index);
  const left = tasks.map(({ waitsFor }) => waitsFor.length);
  const running = new Set<number>();
  const keys = new Set<string>();
  let now = 0;
  let lastEnded: number | undefined;
  type Ready = { readonly index: number; readonly after?: number };
  /** Tasks with a duration that may start, longest ready first. */
  const waiting: Ready[] = [];

  const start = ({ index, after }: Ready) => {
    const cause = after !== undefined && scheduled[after]!.end === now ? after : lastEnded;
    scheduled[index] = { start: now, end: now + tasks[index]!.seconds, ...(cause !== undefined && { after: cause }) };
  };
  /** Tasks without a duration end as they start, and make others ready. */
  const makeReady = (ready: Ready[]) => {
    for (const one of ready) {
      if (tasks[one.index]!.seconds > 0) waiting.push(one);
      else {
        start(one);
        ready.push(...followersOf(one.index));
      }
    }
  };
  const followersOf = (index: number): Ready[] =>
    followers[index]!.flatMap((follower) => {
      left[follower]! -= 1;
      return left[follower] === 0 ? [{ index: follower, after: index }] : [];
    });
  const startWaiting = () => {
    const blocked: Ready[] = [];
    let looked = 0;
    while (running.size < parallel && looked < waiting.length) {
      const one = waiting[looked]!;
      const { oneAtATime } = tasks[one.index]!;
      looked += 1;
      if (oneAtATime !== undefined && keys.has(oneAtATime)) blocked.push(one);
      else {
        start(one);
        running.add(one.index);
        if (oneAtATime !== undefined) keys.add(oneAtATime);
      }
    }
    waiting.splice(0, looked, ...blocked);
  };

  makeReady(tasks.flatMap((_, index) => (left[index] === 0 ? [{ index }] : [])));
  for (startWaiting(); running.size > 0; startWaiting()) {
    lastEnded = [...running].reduce((a, b) => (scheduled[b]!.end < scheduled[a]!.end ? b : a));
    running.delete(lastEnded);
    const key = tasks[lastEnded]!.oneAtATime;
    if (key !== undefined) keys.delete(key);
    now = scheduled[lastEnded]!.end;
    makeReady(followersOf(lastEnded));
  }
  return scheduled;
}
