import { RunError } from "@pulumi/pulumi";

/** A validation issue of the settings. */
export interface ValidationIssue {
  /** Path of the value in the stack file, such as `eks-blueprints:nodePools.general.size.min`. */
  readonly path: string;
  /** What was expected, what was found and how to fix it, in one line. */
  readonly message: string;
}

/** All validation issues of a stack's settings in one report. Pulumi prints it without a stack trace. */
export class SettingsError extends RunError {
  constructor(readonly issues: readonly ValidationIssue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join("\n"));
    this.stack = this.message; // tells users nothing, and costs Pulumi's SDK seconds: see program-errors.ts
  }

  /** @deprecated Use `issues`. */
  get problems(): readonly ValidationIssue[] {
    return this.issues;
  }
}

/** Path of a value as `pulumi config set --path` takes it: `nodePools.general.taints[0]`, odd keys as `labels["example.com/a"]`. */
export function pathOf(...segments: readonly PropertyKey[]): string {
  return segments
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      const key = String(segment);
      if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}
