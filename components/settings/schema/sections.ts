import { cluster } from "./cluster";
import { fargate } from "./fargate";
import { gitops } from "./gitops";
import { iam } from "./iam";
import { images } from "./images";
import { network } from "./network";
import { nodePools } from "./node-pools";
import { tags } from "./tags";
import { teams, teamTemplates, tenants } from "./teams";

/** Schema of every section but `addons`, whose schemas the add-ons hand to the reader. In the order of the reference. */
export const sections = { tags, network, cluster, iam, nodePools, fargate, images, teams, teamTemplates, tenants, gitops } as const;

/** What a section is about, for editors and the reference. */
export const sectionDescriptions: Readonly<Record<keyof typeof sections, string>> = {
  tags: "Tags on every resource that takes tags.",
  network: "The VPC that is made, or the one that exists.",
  cluster: "The EKS control plane and who may use it, or the cluster that exists.",
  iam: "What every IAM role that is made carries.",
  nodePools:
    "Name -> pool of nodes. Without the key there is one pool `default` (managed, 2 to 4 t4g.large), but none with Auto Mode, with Fargate profiles or on an existing cluster; `{}` means none.",
  fargate: "Name -> Fargate profile.",
  images: "Where the images of add-ons come from.",
  teams:
    "Name -> team. An application team works in namespaces of its own, a platform team runs the cluster. Each names `members`, `createUsers` or a `role`.",
  teamTemplates: "Name -> values that application teams take by `template`.",
  tenants: "Customers of a SaaS: an application team for each name, all by one template.",
  gitops: "Argo CD or Flux, and the Git repository that says what runs in the cluster. Without the key: neither.",
};

export type SectionName = keyof typeof sections | "addons";

export const sectionNames = [...Object.keys(sections), "addons"] as SectionName[];
