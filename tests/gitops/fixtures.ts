// A repository and teams for GitOps, and the resources that GitOps registers.
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { GitOps } from "../../components/gitops/gitops";
import type { TenantApplication } from "../../components/gitops/tenants";
import type { GitOpsArgs } from "../../components/gitops/types";
import { gitopsSettings } from "../../components/settings/schema/gitops";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";

export const repo = "https://github.com/example/clusters";

export type GitOpsInput = Partial<Parameters<typeof gitopsSettings.parse>[0] & object>;
export type Namespaces = Readonly<Record<string, readonly string[]>>;

const bridge: GitOpsArgs["bridge"] = {
  context,
  vpcId: pulumi.output("vpc-1"),
  addons: {
    velero: { roleArns: { "velero-server": "arn:aws:iam::1:role/velero" } },
    karpenter: {
      roleArns: { karpenter: pulumi.output("arn:aws:iam::1:role/karpenter") },
      gitopsMetadata: {
        namespace: "kube-system",
        chart: "oci://public.ecr.aws/karpenter/karpenter",
        version: "1.14.1",
        values: pulumi.output('{"replicas":2}'),
        extra: { queue_name: "shop-queue" },
      },
    },
    adot: { roleArns: { "adot-col-otlp": "arn:aws:iam::1:role/otlp", "adot-col-logs": "arn:aws:iam::1:role/logs" } },
  },
};

/** The resources that GitOps registers for a cluster with teams. */
export async function gitopsResources(
  engine: "argocd" | "flux",
  input: GitOpsInput = {},
  teams: Namespaces = { burnham: ["team-burnham"] },
  applications: Readonly<Record<string, TenantApplication>> = {},
) {
  const mocks = startMocks();
  await mocks.run(() => {
    const provider = new k8s.Provider("cluster", { kubeconfig: "{}" });
    const teamEntries = Object.entries(teams).map(([name, namespaces]) => {
      const ready = namespaces.map((namespace) => new k8s.core.v1.Namespace(namespace, { metadata: { name: namespace } }, { provider }));
      return [name, { namespaces, ready, application: applications[name] }];
    });
    const settings = gitopsSettings.parse({ engine, repo, path: "clusters/dev", ...input });
    new GitOps("eks-gitops", { cluster: { provider }, settings, teams: Object.fromEntries(teamEntries), bridge });
  });
  return mocks.resources;
}

export const argocdType = (kind: string) => `kubernetes:argoproj.io/v1alpha1:${kind}`;
export const gitRepository = "kubernetes:source.toolkit.fluxcd.io/v1:GitRepository";
export const kustomization = "kubernetes:kustomize.toolkit.fluxcd.io/v1:Kustomization";
export const externalSecret = "kubernetes:external-secrets.io/v1:ExternalSecret";
export const secret = "kubernetes:core/v1:Secret";

/** All settings at once. */
export const allSettings: GitOpsInput = {
  credentials: { password: "hush-hush" },
  teams: {
    own: { repo: "git@github.com:example/own.git", revision: "v1.2.3", credentials: { secretsManager: "own/git" } },
    more: {
      path: "clusters/dev/more",
      repositories: ["https://charts.example/more"],
      kinds: [{ group: "monitoring.coreos.com", kind: "ServiceMonitor" }],
    },
  },
};
export const manyTeams: Namespaces = { own: ["own"], more: ["more-a", "more-b"], burnham: ["team-burnham"] };
