// Caches an expiring value, such as a token, while it is valid.

export class CachedCredential<T extends object> {
  private current?: Promise<T>;

  /** @param lasts whether a value stays valid long enough to be used */
  constructor(
    private readonly make: () => Promise<T>,
    private readonly lasts: (value: T) => boolean,
  ) {}

  /** A valid value. Concurrent callers share one request. After a failure the next caller tries again. */
  async get(): Promise<T> {
    const known = this.current;
    const value = await known?.catch(() => undefined);
    if (value && this.lasts(value)) return value;
    if (this.current === known) this.current = this.make();
    return this.current!;
  }

  /** Discards the value, even if it has not expired. */
  async drop(value: T): Promise<void> {
    const known = this.current;
    if ((await known?.catch(() => undefined)) === value && this.current === known) this.current = undefined;
  }
}
