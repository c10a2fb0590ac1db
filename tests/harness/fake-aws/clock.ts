// The time of the fake AWS: seconds since its start.

export interface Clock {
  now(): number;
  wait(seconds: number): Promise<void>;
}

/** Runs in real time, at `scale` real seconds per second. */
export class ScaledClock implements Clock {
  private readonly began = Date.now();
  constructor(
    private readonly scale: number,
    private readonly from: number,
  ) {}

  now(): number {
    return this.from + (Date.now() - this.began) / 1000 / this.scale;
  }

  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, seconds * this.scale * 1000));
  }
}

/** Advances to the end of the next wait when all operations wait, so that concurrent operations take as long as the longest one. */
export class VirtualClock implements Clock {
  private readonly sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  private cancel: (() => void) | undefined;

  constructor(
    private at: number,
    private readonly settle: number,
  ) {}

  now(): number {
    return this.at;
  }

  wait(seconds: number): Promise<void> {
    return new Promise((wake) => {
      this.sleepers.push({ until: this.at + seconds, wake });
      this.arm();
    });
  }

  private arm(): void {
    this.cancel?.();
    if (this.settle > 0) {
      const timer = setTimeout(() => this.advance(), this.settle);
      this.cancel = () => clearTimeout(timer);
    } else {
      const immediate = setImmediate(() => this.advance());
      this.cancel = () => clearImmediate(immediate);
    }
  }

  private advance(): void {
    this.cancel = undefined;
    this.at = Math.min(...this.sleepers.map(({ until }) => until));
    const woken = this.sleepers.filter(({ until }) => until <= this.at);
    this.sleepers.splice(0, this.sleepers.length, ...this.sleepers.filter(({ until }) => until > this.at));
    for (const { wake } of woken) wake();
    if (this.sleepers.length > 0) this.arm();
  }
}
