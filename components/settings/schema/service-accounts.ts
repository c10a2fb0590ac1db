import { z } from "zod";
import { serviceAccountPermissions, text } from "../../util/schemas";

const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** Namespace and name of a service account. */
export const serviceAccountKey = text(
  new RegExp(`^${label}/${label}$`),
  "the namespace and name of a service account such as jobs/runner, each of up to 63 lowercase letters, digits and -",
);

export const serviceAccount = z.strictObject({
  ...serviceAccountPermissions,
  roleOnly: z
    .boolean()
    .default(false)
    .describe("Create the role and its association alone: a chart or GitOps creates namespace and service account"),
});

/** Section `serviceAccounts`: namespace/name -> AWS permissions. */
export const serviceAccounts = z.record(serviceAccountKey, serviceAccount);
