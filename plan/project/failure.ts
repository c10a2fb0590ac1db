/** Why there is no plan: every problem in one line, ready to be shown. */
export class Failure extends Error {
  constructor(readonly issues: readonly string[]) {
    super(issues.join("\n"));
  }
}
