/** Why there is no plan: one line per error. */
export class Failure extends Error {
  constructor(readonly issues: readonly string[]) {
    super(issues.join("\n"));
  }
}
