/** One error, in one or more lines without a stack trace. */
export interface ProgramProblem {
  readonly message: string;
  /** Path in the stack file, if the program reports it: `eks-blueprints:cluster.version`. */
  readonly path?: string;
  /** URN of the resource with the error. */
  readonly urn?: string;
}

/** The program could not be planned. Contains all errors. */
export class ProgramError extends Error {
  constructor(readonly issues: readonly ProgramProblem[]) {
    super(issues.map(describe).join("\n"));
  }
}

/** One line of a report. */
export const describe = ({ message, path, urn }: ProgramProblem) => [path ?? urn, message].filter(Boolean).join(": ");

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
