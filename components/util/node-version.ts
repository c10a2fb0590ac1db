import { type AmiChoice, amiFamilyOf } from "../reference/ami-of-family";
import type { AmiFamily } from "../reference/ami-types";

interface VersionSettings {
  readonly version?: string | undefined;
  readonly ami: AmiFamily | AmiChoice;
}

/** The minor version of the nodes of a pool, if it is not that of the control plane: stated, or that of a release of Amazon Linux or Windows. */
export function nodeVersion({ version, ami }: VersionSettings): string | undefined {
  const release = typeof ami === "string" || amiFamilyOf(ami) === "bottlerocket" ? undefined : ami.version;
  return version ?? release?.match(/^\d+\.\d+/)?.[0];
}
