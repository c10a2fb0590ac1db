// Kubernetes versions on EKS and their support. Compared with `tableDate`, never with the clock: the same input gives the same plan.
// Source: AWS sample documents (verified 2026-04-24), endoflife.date (2026-07-08); extended support adds twelve months.

/** Date of this table; support is evaluated as of this day. */
export const tableDate = "2026-11-23";

export const defaultKubernetesVersion = "1.35";

export interface KubernetesVersionFacts {
  /** Last day of standard support. */
  readonly standardUntil: string;
  /** Last day of extended support, which costs extra per cluster and hour. */
  readonly extendedUntil: string;
}

export const kubernetesVersions: Readonly<Record<string, KubernetesVersionFacts>> = {
  "1.30": { standardUntil: "2025-07-23", extendedUntil: "2026-07-23" },
  "1.31": { standardUntil: "2025-11-26", extendedUntil: "2026-11-26" },
  "1.32": { standardUntil: "2026-03-23", extendedUntil: "2027-03-23" },
  "1.33": { standardUntil: "2026-07-29", extendedUntil: "2027-07-29" },
  "1.34": { standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
  "1.35": { standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
  "1.36": { standardUntil: "2027-08-02", extendedUntil: "2028-08-02" },
};
