// The stacks whose charts are rendered: together they plan every chart of the catalog, on each kind of capacity, with mirrors and without.
import { addons } from "../../components/addons/catalog";
import type { AddonName } from "../../components/addons/names";
import { requiredOptions } from "../required-options";

type Config = Readonly<Record<string, unknown>>;
type Options = Partial<Readonly<Record<AddonName, Config>>>;

const nodePools = {
  general: { instanceTypes: ["m7g.large"], size: { min: 2, max: 4 } },
  gpu: { instanceTypes: ["g6.xlarge"], taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }] },
  spot: { kind: "selfManaged", instanceTypes: ["m7i.large", "m6i.large"], capacity: "spot" },
};

/** Add-ons that conflict with others, rendered in a separate stack. */
const alternatives: readonly AddonName[] = ["gpu-operator"];

function allBut(left: readonly AddonName[], options: Options = {}): Config {
  const names = addons.map(({ name }) => name).filter((name) => ![...left, ...alternatives].includes(name));
  return Object.fromEntries(names.map((name) => [name, options[name] ?? requiredOptions[name] ?? true]));
}

function mirrored(...registries: readonly string[]) {
  return { registries: Object.fromEntries(registries.map((host) => [host, `mirror.example/${host.replaceAll(".", "-")}`])) };
}

/** Options that add images and other values. */
const withFurtherImages: Options = {
  argocd: { redisHa: true, dex: true },
  prometheus: { remoteWrite: { workspaceId: "ws-0123abcd-0123-4567-89ab-0123456789ab" } },
  trident: { fileSystem: true }, // with a role
  velero: { nodeAgent: true },
};

/** Their AWS services are not available in China. */
const notInChina: readonly AddonName[] = ["amp", "aws-gateway-api-controller", "aws-network-flow-monitoring-agent"];

/** Settings of each stack, as in a stack file. */
export const stacks: Readonly<Record<string, Config>> = {
  managed: {
    "aws:region": "eu-west-1",
    "eks-blueprints:nodePools": nodePools,
    "eks-blueprints:addons": allBut(["cluster-autoscaler", "amazon-cloudwatch-observability"]),
  },
  mirrored: {
    "aws:region": "eu-west-1",
    "eks-blueprints:cluster": { identity: "irsa" },
    "eks-blueprints:nodePools": nodePools,
    "eks-blueprints:images": mirrored(
      "docker.io",
      "ghcr.io",
      "nvcr.io",
      "public.ecr.aws",
      "quay.io",
      "registry.istio.io",
      "registry.k8s.io",
    ),
    "eks-blueprints:addons": allBut(["eks-pod-identity-agent", "cluster-autoscaler", "amazon-cloudwatch-observability"], withFurtherImages),
  },
  alternatives: {
    "aws:region": "eu-west-1",
    "eks-blueprints:nodePools": nodePools,
    "eks-blueprints:images": mirrored("nvcr.io", "registry.k8s.io"),
    "eks-blueprints:addons": Object.fromEntries(alternatives.map((name) => [name, true])),
  },
  china: {
    "aws:region": "cn-northwest-1",
    "eks-blueprints:nodePools": nodePools,
    "eks-blueprints:images": mirrored("docker.io", "ghcr.io", "nvcr.io", "quay.io", "registry.istio.io", "registry.k8s.io"),
    "eks-blueprints:addons": allBut([...notInChina, "karpenter", "amazon-cloudwatch-observability"], withFurtherImages),
  },
  fargate: {
    "aws:region": "eu-west-1",
    "eks-blueprints:fargate": { apps: { selectors: [{ namespace: "apps" }] } },
    "eks-blueprints:addons": allBut(["karpenter", ...addons.filter(({ supportsFargate }) => !supportsFargate).map(({ name }) => name)], {
      prometheus: { storage: false },
    }),
  },
};
