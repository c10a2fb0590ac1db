/** Why there is no plan: every problem in one line, ready to be shown. */
export class Failure extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}
