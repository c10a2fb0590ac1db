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
  let ready: { readonly index: number; readonly after?: number }[] = tasks.flatMap((_, index) => (left[index] === 0 ? [{ index }] : []));

  const isBlocked = ({ seconds, oneAtATime }: Task) =>
    seconds > 0 && (running.size >= parallel || (oneAtATime !== undefined && keys.has(oneAtATime)));
  const end = (index: number) => {
    for (const follower of followers[index]!) {
      left[follower]! -= 1;
      if (left[follower] === 0) ready.push({ index: follower, after: index });
    }
  };
  const startReady = () => {
    const blocked: typeof ready = [];
    for (const one of ready) {
      const task = tasks[one.index]!;
      if (isBlocked(task)) {
        blocked.push(one);
        continue;
      }
      const after = one.after !== undefined && scheduled[one.after]!.end === now ? one.after : lastEnded;
      scheduled[one.index] = { start: now, end: now + task.seconds, ...(after !== undefined && { after }) };
      if (task.seconds === 0) end(one.index);
      else {
        running.add(one.index);
        if (task.oneAtATime !== undefined) keys.add(task.oneAtATime);
      }
    }
    ready = blocked;
  };

  for (startReady(); running.size > 0; startReady()) {
    lastEnded = [...running].reduce((a, b) => (scheduled[b]!.end < scheduled[a]!.end ? b : a));
    running.delete(lastEnded);
    const key = tasks[lastEnded]!.oneAtATime;
    if (key !== undefined) keys.delete(key);
    now = scheduled[lastEnded]!.end;
    end(lastEnded);
  }
  return scheduled;
}
