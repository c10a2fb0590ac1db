// Add-ons that stand below `addons.custom`, and what they register.
import type { Resources } from "../../harness/mocks/mocks";
import { type InstallOptions, registered } from "../fixtures";

export const podinfo = { chart: "podinfo", repo: "https://stefanprodan.github.io/podinfo", version: "6.9.0" };
export const rights = { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] };

/** What a stack with these registers. */
export async function made(custom: Record<string, unknown>, { addons, ...changes }: InstallOptions = {}): Promise<Resources> {
  return registered({ addons: { ...addons, custom }, ...changes });
}
