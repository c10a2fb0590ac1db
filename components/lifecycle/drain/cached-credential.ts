// Caches an expiring value, such as a token, while it is valid.

export class CachedCredential<T extends object> {
  private current?: Promise<T>;

  /** @param lasts whether a value can still be used for a while */
  constructor(
    private readonly make: () => Promise<T>,
    private readonly lasts: (value: T) => boolean,
  ) {}

  /** A value that lasts; made once, however many ask at the same time. One that could not be made is made anew for who asks next. */
  async get(): Promise<T> {
    const known = this.current;
    const value = await known?.catch(() => undefined);
    if (value && this.lasts(value)) return value;
    if (this.current === known) this.current = this.make();
    return this.current!;
  }

  /** This one is of no use any more, whatever it says of itself. */
  async drop(value: T): Promise<void> {
    const known = this.current;
    if ((await known?.catch(() => undefined)) === value && this.current === known) this.current = undefined;
  }
}
