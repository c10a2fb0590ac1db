/** One thing that is wrong, in one or more lines without a stack trace. */
export interface ProgramProblem {
  readonly message: string;
  /** Path in the stack file, where the program says it: `eks-blueprints:cluster.version`. */
  readonly path?: string;
  /** The resource that it is about. */
  readonly urn?: string;
}

/** The program could not be planned; everything that is wrong with it. */
export class ProgramError extends Error {
  constructor(readonly issues: readonly ProgramProblem[]) {
    super(issues.map(describe).join("\n"));
  }
}

/** One line of a report. */
export const describe = ({ message, path, urn }: ProgramProblem) => [path ?? urn, message].filter(Boolean).join(": ");

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
