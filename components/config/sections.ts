import type { z } from "zod";
import { cluster } from "./cluster";
import { fargate } from "./fargate";
import { iam } from "./iam";
import { network } from "./network";
import { nodePools } from "./node-pools";
import { tags } from "./tags";

/** Schema of every section but `addons`, whose schemas the add-ons hand to the reader. In the order of the reference. */
export const sections = { tags, network, cluster, iam, nodePools, fargate } as const;

export type SectionName = keyof typeof sections | "addons";

export const sectionNames = [...Object.keys(sections), "addons"] as SectionName[];

/** Settings as the user writes them: what has a default may be left out. */
export type SettingsInput = { readonly [Name in keyof typeof sections]?: z.input<(typeof sections)[Name]> } & {
  /** Add-ons by key: on, off, or on with options. */
  readonly addons?: Readonly<Record<string, boolean | Readonly<Record<string, unknown>>>>;
};
