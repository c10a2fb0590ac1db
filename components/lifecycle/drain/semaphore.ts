// Limits the concurrency of many operations.

export class Semaphore {
  private readonly waiting: (() => void)[] = [];

  /** @param free number of operations that may run at the same time */
  constructor(private free: number) {}

  /** Runs the operation when a slot is free. */
  async take<T>(act: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await act();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}
