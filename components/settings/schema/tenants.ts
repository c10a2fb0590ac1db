import { z } from "zod";
import { gitPath, gitRevision } from "./gitops";
import { entryName, teamName } from "./scalars";

const application = z.strictObject({
  path: gitPath.describe("Directory of a Helm chart in the repository of `gitops`"),
  revision: gitRevision.optional().describe("Branch, tag or commit of the chart. Default: the revision of the environment"),
  values: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      "Values of the chart. The stack adds `tenant` and `tier`, and `nodeSelector`, `tolerations` and `ingress.className` where these do not set them",
    ),
});

/** What all tenants of a group have in common. */
const group = {
  template: entryName.optional().describe("Entry of `teamTemplates`. Default: none"),
  names: z.array(teamName).default([]).describe("Names of the tenants. Each becomes a team, isolated unless the template says otherwise"),
  application: application
    .optional()
    .describe("A Helm chart that GitOps installs for each tenant, in the tenant's first namespace. Default: none"),
};

const tier = z.strictObject({
  ...group,
  nodePool: entryName
    .optional()
    .describe(
      "Node pool for the tenants of this tier only, of `nodePools`, of Karpenter or of `cluster.autoMode.pools`: its nodes get the label and taint `tier=<tier>`, which the tenants' pods must select and tolerate. Default: the pools that all share",
    ),
});

/** Section `tenants`: one application team per name. */
export const tenants = z.strictObject({
  ...group,
  tiers: z
    .record(teamName, tier)
    .optional()
    .describe("Name -> tenants with the same template and node pool; instead of `template`, `names` and `application`"),
});
