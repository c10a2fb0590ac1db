import { charts } from "./charts";
import { cluster } from "./cluster";
import { budget, cost } from "./cost";
import { domain } from "./domain";
import { fargate } from "./fargate";
import { gitops } from "./gitops";
import { iam } from "./iam";
import { images } from "./images";
import { network } from "./network";
import { nodePools } from "./node-pools";
import { overrides } from "./overrides";
import { policies } from "./policies";
import { serviceAccounts } from "./service-accounts";
import { tags } from "./tags";
import { teams, teamTemplates } from "./teams";
import { tenants } from "./tenants";

/** Schema of every section but `addons`, whose schemas the add-ons hand to the reader. In the order of the reference. */
export const sections = {
  tags,
  network,
  cluster,
  iam,
  nodePools,
  fargate,
  images,
  charts,
  serviceAccounts,
  teams,
  teamTemplates,
  tenants,
  domain,
  gitops,
  overrides,
  cost,
  budget,
  policies,
} as const;

/** What a section is about, for editors and the reference. */
export const sectionDescriptions: Readonly<Record<keyof typeof sections, string>> = {
  tags: "Tags on every resource that takes tags.",
  network: "The VPC that the stack creates, or an existing one.",
  cluster: "The EKS control plane and its access, or an existing cluster.",
  iam: "Properties of all IAM roles that the stack creates.",
  nodePools:
    "Name -> node pool. Without the key there is one pool `default` (managed, 2 to 4 t4g.large), but none with Auto Mode, with Fargate profiles or on an existing cluster; `{}` means none.",
  fargate: "Name -> Fargate profile.",
  images: "Registries of the add-ons' images.",
  charts: "Repositories of the Helm charts of add-ons.",
  serviceAccounts: "Namespace/name -> AWS permissions of a service account that belongs to no team and no add-on.",
  teams:
    "Name -> team. An application team works in its own namespaces, a platform team administers the cluster. Each needs `members`, `createUsers` or a `role`.",
  teamTemplates: "Name -> values that application teams inherit by `template`.",
  tenants: "Customers of a SaaS application: one application team per name, with the same template for all, or for each tier.",
  domain: "A domain in Route 53: certificate, DNS records, and user interfaces of add-ons behind authentication. Default: none.",
  gitops: "Argo CD or Flux, and the Git repository with the desired state of the cluster. Default: neither.",
  overrides: "Raw properties of resources, for what no setting covers (docs/overrides.md).",
  cost: "What the plan's cost estimate depends on. Nothing of it is deployed.",
  budget: "What the stack may cost a month, which `plan` compares with its estimate. Default: no budget.",
  policies: "How strictly the plan applies its policy rules, and their exceptions.",
};

export type SectionName = keyof typeof sections | "addons";

export const sectionNames = [...Object.keys(sections), "addons"] as SectionName[];
