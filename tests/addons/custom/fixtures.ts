// Add-ons under `addons.custom` and the resources that they register.
import type { Resources } from "../../harness/mocks/mocks";
import { type InstallOptions, registered } from "../fixtures";

export const podinfo = { chart: "podinfo", repo: "https://stefanprodan.github.io/podinfo", version: "6.9.0" };
export const permissions = { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] };

/** The resources that a stack with these add-ons registers. */
export async function customResources(custom: Record<string, unknown>, { addons, ...changes }: InstallOptions = {}): Promise<Resources> {
  return registered({ addons: { ...addons, custom }, ...changes });
}
