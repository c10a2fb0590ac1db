// The stacks that the rows of the table change. All rows of a batch are deployed in one run and reverted in another.
import type { Patch } from "./settings";

export interface Batch {
  readonly stack: string;
  /** Settings in addition to the stack file. */
  readonly base?: Patch;
}

const orders = { kind: "application", members: ["arn:aws:iam::111122223333:role/orders"], template: "small", priority: 100 };
const [shop, web] = ["shop", "web"].map((name) => ({ kind: "application", members: [`arn:aws:iam::111122223333:role/${name}`] }));
const oneLoadBalancer = { addons: { "aws-load-balancer-controller": { sharedAlb: { perTeam: false } } } };
const access = { web: { principal: "arn:aws:iam::111122223333:role/web", policy: "edit", namespaces: ["web"] } };
const routes = [{ cidr: "10.80.0.0/15", transitGatewayId: "tgw-0123456789abcdef0" }];
const remoteNetworks = { nodes: ["10.80.0.0/16"] };
const pool = { instanceTypes: ["m7g.large"], size: { min: 1, max: 2 } };

export const batches = {
  dev: { stack: "dev", base: { cluster: { access }, nodePools: { web: pool, db: pool } } },
  /** Changes that conflict with the first batch. */
  "dev again": {
    stack: "dev",
    base: {
      cluster: { access },
      nodePools: { web: pool },
      addons: { keda: true },
      teamTemplates: { small: { quota: { pods: "20" } } },
      teams: { orders },
    },
  },
  production: { stack: "production", base: { network: { zones: ["eu-central-1a", "eu-central-1b"] } } },
  storage: {
    stack: "minimal",
    base: {
      cluster: { remoteNetworks },
      addons: {
        "aws-fsx-csi-driver": { fileSystem: true },
        "aws-fsx-openzfs-csi-driver": { fileSystem: true },
        trident: { fileSystem: { deploymentType: "MULTI_AZ_1" } },
      },
    },
  },
  fargate: { stack: "fargate", base: { network: { zones: 2 } } },
  "auto mode": { stack: "auto-mode", base: { network: { routes } } },
  "existing cluster": { stack: "existing-cluster" },
  karpenter: { stack: "karpenter-nodes" },
  china: { stack: "china" },
  minimal: {
    stack: "minimal",
    base: {
      cluster: {
        encryption: false,
        authenticationMode: "apiAndConfigMap",
        access: { nodes: { principal: "arn:aws:iam::111122223333:role/nodes", groups: ["bootstrap"] } },
      },
      teams: { shop, web },
      ...oneLoadBalancer,
    },
  },
} as const satisfies Readonly<Record<string, Batch>>;

export type BatchName = keyof typeof batches;
