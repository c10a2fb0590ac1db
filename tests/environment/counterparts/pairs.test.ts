import { expect } from "chai";
import fc from "fast-check";
import { parseSettings, type SettingsInput } from "../../../components";
import type { AddonName } from "../../../components/addons/names";
import { identitiesOf } from "../../../components/addons/plan/identities";
import { onFargate } from "../../../components/addons/stack-profile";
import type { ParsedSettings } from "../../../components/environment/read-settings";
import { isNitro, maxPods } from "../../../components/reference/max-pods";
import { mergeValues } from "../../../components/util/deep-merge";
import { requiredOptions } from "../../../scripts/required-options";
import { optionSamples } from "../../addons/option-samples";
import { outcomeOf } from "./fixtures";

type Sections = Readonly<Record<string, unknown>>;
type Feature = readonly [name: string, sections: Sections];

const member = "arn:aws:iam::111122223333:role/developers";
const identityCenter = "arn:aws:sso:::instance/ssoins-1234567890abcdef";
const range = { cidrs: ["203.0.113.0/24"] };
const listed = ["s3", "ecr.api", "ecr.dkr", "sts", "ec2", "eks", "logs", "eks-auth"];
const hosts = ["docker.io", "ghcr.io", "nvcr.io", "public.ecr.aws", "quay.io", "registry.istio.io", "registry.k8s.io"];
const registries = Object.fromEntries(hosts.map((host) => [host, `111122223333.dkr.ecr.eu-west-1.amazonaws.com/${host}`]));
const taints = [{ key: "dedicated", value: "system", effect: "NoSchedule" }];
const pool = (more: Sections = {}): Sections => ({ nodePools: { own: { instanceTypes: ["m7g.large"], ...more } } });
const team = (more: Sections) => ({ teams: { shop: { kind: "application", members: [member], ...more } } });
const cniEnv = (env: Sections, values: Sections = {}) => ({ addons: { "vpc-cni": { values: { env, ...values } } } });
const eniConfig = { create: true, region: "eu-west-1", subnets: { "eu-west-1a": { id: "subnet-1" } } };
const customNetworking = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" };

/** Kinds of pools, places and modes: one of each part of a stack that others depend on. */
const stackFeatures: readonly Feature[] = [
  ["no pool", { nodePools: {} }],
  ["managed pool", pool()],
  ["self-managed pool", pool({ kind: "selfManaged" })],
  ["spot pool", pool({ capacity: "spot" })],
  ["Bottlerocket pool", pool({ kind: "selfManaged", ami: "bottlerocket" })],
  ["custom AMI pool", pool({ ami: { id: "ami-0123456789abcdef0", family: "al2023" } })],
  ["pool per zone", pool({ spread: "perZone" })],
  ["tainted pool", pool({ taints })],
  ["GPU pool", pool({ instanceTypes: ["g5.xlarge"] })],
  ["Windows pool", { nodePools: { win: { ami: "windows2022", instanceTypes: ["m7i.large"] }, linux: { instanceTypes: ["m7g.large"] } } }],
  ["instance store pool", pool({ instanceTypes: ["m7gd.large"], instanceStore: "raid0" })],
  ["EFA pool", pool({ instanceTypes: ["p4d.24xlarge"], zones: ["eu-west-1a"], efa: true })],
  ["pool without Session Manager", pool({ ssm: false })],
  ["pool in one zone", pool({ zones: ["eu-west-1a"] })],
  ["pool with max pods", pool({ kind: "selfManaged", maxPods: 20 })],
  ["pool of an older version", pool({ version: "1.34" })],
  [
    "Local Zone pool",
    {
      network: { localZones: ["eu-west-1-lax-1a"] },
      nodePools: { edge: { zones: ["eu-west-1-lax-1a"], instanceTypes: ["t3.large"] }, linux: {} },
    },
  ],
  [
    "Outpost pool",
    {
      network: {
        zones: ["eu-west-1a", "eu-west-1b"],
        outposts: { rack1: { arn: "arn:aws:outposts:eu-west-1:111122223333:outpost/op-0123456789abcdef0", zone: "eu-west-1a" } },
      },
      nodePools: { rack: { kind: "selfManaged", outpost: "rack1", instanceTypes: ["m5.large"] }, linux: {} },
    },
  ],
  ["default route", { network: { nat: "none", routes: [{ cidr: "0.0.0.0/0", transitGatewayId: "tgw-0123456789abcdef0" }] } }],
  [
    "service account without a team",
    { serviceAccounts: { "jobs/runner": { policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"] } } },
  ],
  ["image cache", { images: { cache: { upstreams: { "quay.io": true } } } }],
  ["EKS add-on by name", { addons: { custom: { agent: { eksAddon: "aws-network-flow-monitoring-agent", version: "default" } } } }],
  ["Fargate", { fargate: { apps: { selectors: [{ namespace: "apps" }] } } }],
  ["Fargate for system pods", { fargate: { system: { selectors: [{ namespace: "kube-system" }] } } }],
  ["Auto Mode", { cluster: { autoMode: true } }],
  ["Auto Mode behind a public endpoint", { cluster: { autoMode: true, endpoint: { private: false, public: range } } }],
  ["Auto Mode without node pools", { cluster: { autoMode: { nodePools: [] } } }],
  ["Auto Mode with pools of its own", { cluster: { autoMode: { nodePools: [], pools: { own: { taints, disk: { sizeGiB: 100 } } } } } }],
  ["IRSA", { cluster: { identity: "irsa" } }],
  [
    "hybrid nodes",
    {
      network: { routes: [{ cidr: "10.80.0.0/15", transitGatewayId: "tgw-0123456789abcdef0" }] },
      cluster: { remoteNetworks: { nodes: ["10.80.0.0/16"], pods: ["10.81.0.0/16"] } },
    },
  ],
  ["capabilities", { cluster: { capabilities: { argocd: { idcInstanceArn: identityCenter }, ack: { services: ["s3"] }, kro: true } } }],
  ["existing cluster", { cluster: { existing: { name: "shop" } } }],
  ["public endpoint", { cluster: { endpoint: { private: false, public: range } } }],
  ["both endpoints", { cluster: { endpoint: { private: true, public: range } } }],
  ["no public subnets", { network: { publicSubnets: false, endpoints: "private" } }],
  [
    "no public subnets, and a default route",
    { network: { publicSubnets: false, routes: [{ cidr: "0.0.0.0/0", transitGatewayId: "tgw-0123456789abcdef0" }] } },
  ],
  ["subnets of the control plane", { network: { controlPlaneSubnets: true } }],
  ["endpoint policies", { network: { endpoints: ["s3"], endpointPolicies: { s3: [{ Action: "s3:GetObject", Resource: "*" }] } } }],
  ["bastion", { network: { bastion: true } }],
  ["private endpoints", { network: { nat: "none", endpoints: "private" } }],
  ["listed endpoints", { network: { nat: "none", endpoints: listed } }],
  ["regional NAT", { network: { nat: "regional" } }],
  ["NAT per zone", { network: { nat: "perZone" } }],
  [
    "existing VPC",
    {
      network: { existing: { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"] } },
    },
  ],
  ["mirrors", { images: { registries } }],
  ["isolated team", team({ network: "isolated" })],
  ["restricted team", team({ podSecurity: "restricted" })],
  ["team with a sample", team({ samples: { web: true } })],
  ["secrets of a team", team({ secrets: { db: { secretsManager: "shop/db" }, url: { parameter: "/shop/url" } } })],
  [
    "tenants by tiers",
    {
      nodePools: { premium: {}, own: {} },
      tenants: { tiers: { basic: { names: ["a"] }, premium: { nodePool: "premium", names: ["b"] } } },
    },
  ],
  [
    "domain",
    {
      domain: {
        name: "shop.example.com",
        zoneId: "Z0123456789ABC",
        expose: {
          grafana: { auth: { type: "cognito", userPoolArn: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEf123" } },
        },
      },
    },
  ],
  ["Flux from a public repository", { gitops: { engine: "flux", repo: "https://github.com/example/clusters" } }],
  ["Argo CD", { gitops: { engine: "argocd", repo: "https://git.example.com/clusters" } }],
  ["pod interfaces", cniEnv({ ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: "standard" })],
  ["custom networking", cniEnv(customNetworking, { eniConfig })],
  [
    "Karpenter pools with all fields",
    {
      addons: {
        karpenter: {
          nodePools: {
            static: { replicas: 2, ami: "bottlerocket", kubelet: { maxPods: 50 }, instanceStore: "raid0" },
            own: { amiIds: ["ami-0123456789abcdef0"], userData: "echo hi", volumes: { data: { device: "/dev/xvdf", sizeGiB: 10 } } },
          },
        },
      },
    },
  ],
  ["subnets for pods", { network: { pods: { cidr: "100.64.0.0/16" } } }],
  ["IPv6", { cluster: { ipFamily: "ipv6" } }],
  ["no CNI", { addons: { "vpc-cni": false } }],
];

/** Every add-on, and every option of it. */
const addonFeatures: readonly Feature[] = Object.entries(optionSamples).flatMap(([name, options]) => [
  [name, { addons: { [name]: requiredOptions[name as AddonName] ?? {} } }] as const,
  ...Object.entries(options).map(
    ([option, { value, beside = {} }]): Feature => [
      `${name}.${option}`,
      { addons: { [name]: { ...requiredOptions[name as AddonName], ...beside, [option]: value } } },
    ],
  ),
]);

const features = [...stackFeatures, ...addonFeatures];

type Outcome = { readonly parsed: ParsedSettings } | { readonly issues: string };

function outcome(sections: Sections): Outcome {
  const { existing } = (sections.cluster ?? {}) as { readonly existing?: unknown };
  const cluster = { ...(existing === undefined && { name: "shop" }), ...(sections.cluster as object | undefined) };
  try {
    return { parsed: parseSettings({ region: "eu-west-1", ...sections, cluster } as SettingsInput & { region: string }) };
  } catch (error) {
    return { issues: (error as Error).message };
  }
}

type Invariant = (parsed: ParsedSettings) => readonly string[];

/** What an accepted stack must have beside each setting; each tells what is missing. */
const counterparts: Readonly<Record<string, Invariant>> = {
  "a VPC endpoint for each AWS service that pods and nodes call without NAT, or a finding": ({ addonPlan, settings, findings }) => {
    const { profile, awsServices } = addonPlan;
    if (!profile.private || profile.endpointsGrow) return [];
    const reported = findings.map(({ message, fix }) => `${message} ${fix}`).join();
    return awsServices.filter((service) => !settings.network.endpoints.includes(service as never) && !reported.includes(service));
  },
  "a mirror for each registry without NAT": ({ addonPlan: { profile, enabled } }) =>
    profile.private
      ? [...enabled.values()]
          .filter(({ managedByGitops }) => !managedByGitops)
          .flatMap(({ addon, options }) => addon.registries?.(options, profile) ?? [])
          .filter((host) => profile.registries[host] === undefined)
      : [],
  "the Pod Identity agent, or IRSA, for service accounts with AWS permissions": ({ addonPlan: { profile, enabled } }) =>
    profile.identity === "irsa" || profile.autoMode || profile.existing || enabled.has("eks-pod-identity-agent")
      ? []
      : [...enabled.values()]
          .flatMap(({ addon, options }) => identitiesOf(addon, options, profile))
          .filter(({ namespace }) => !onFargate(profile, namespace))
          .map(({ serviceAccount }) => serviceAccount),
  "one role for each service account": ({ addonPlan: { profile, enabled } }) => {
    const all = [...enabled.values()].flatMap(({ addon, options }) =>
      identitiesOf(addon, options, profile).map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`),
    );
    return all.filter((account, index) => all.indexOf(account) < index);
  },
  "capacity for pods, or a finding": ({ addonPlan: { profile, enabled }, findings }) => {
    const capacity = profile.nodes || profile.fargate.length > 0 || (profile.autoMode && !profile.awaitsNodePool) || profile.existing;
    return capacity || findings.some(({ rule }) => rule === "no-capacity")
      ? []
      : [...enabled.values()].filter(({ addon }) => addon.requires.includes("nodes")).map(({ addon }) => addon.name);
  },
  "nothing that needs a DaemonSet where Fargate runs all pods": ({ addonPlan: { profile, enabled } }) =>
    profile.fargateOnly ? [...enabled.values()].filter(({ addon }) => !addon.supportsFargate).map(({ addon }) => addon.name) : [],
  "network policies where a team is isolated, or a finding": ({ addonPlan: { profile, enabled }, findings }) =>
    !profile.isolated ||
    profile.existing ||
    profile.autoMode ||
    enabled.get("vpc-cni")?.options.networkPolicy === true ||
    findings.some(({ path }) => path.startsWith("addons.vpc-cni"))
      ? []
      : ["networkPolicy"],
  "addresses for pods on Windows, Linux beside them, and add-ons kept off": ({ addonPlan: { profile, enabled }, settings, findings }) => {
    if (profile.windowsPools.length === 0) return [];
    const { nodePools } = settings;
    const reported = (rule: string) => findings.some((each) => each.rule === rule);
    const cni = enabled.get("vpc-cni")?.options.values as { readonly enableWindowsIpam?: string } | undefined;
    const addresses = (enabled.has("vpc-cni") && (cni?.enableWindowsIpam ?? "true") === "true") || profile.existing;
    return [
      ...(addresses || findings.some(({ path }) => path.startsWith("addons.vpc-cni")) ? [] : ["addresses"]),
      ...(profile.existing || profile.windowsPools.length < Object.keys(nodePools).length ? [] : ["Linux"]),
      ...profile.windowsPools.filter((name) => nodePools[name]!.taints.length === 0 && !reported("windows-taint")),
    ];
  },
  "EFA in one zone, with the device plugin": ({ addonPlan: { enabled }, settings: { nodePools }, findings }) =>
    Object.entries(nodePools)
      .filter(([, { efa }]) => efa)
      .filter(
        ([, { zones, spread }]) =>
          (spread === "multiZone" && zones?.length !== 1) ||
          !(enabled.has("aws-efa-k8s-device-plugin") || findings.some(({ path }) => path.includes("aws-efa-k8s-device-plugin"))),
      )
      .map(([name]) => name),
  "gp2 volumes on an Outpost, for nodes and claims, or a finding": ({ addonPlan: { enabled }, settings: { nodePools }, findings }) => {
    const pools = Object.entries(nodePools).filter(([, { outpost }]) => outpost !== undefined);
    const claims = enabled.has("aws-ebs-csi-driver") && !findings.some(({ rule }) => rule === "outpost-volumes");
    return pools.flatMap(([name, { disk, kind }]) => [
      ...(disk.type === "gp2" && kind === "selfManaged" ? [] : [name]),
      ...(claims && !JSON.stringify(enabled.get("aws-ebs-csi-driver")!.options).includes("gp2") ? [`${name}: claims`] : []),
    ]);
  },
  "max pods on nodes that EKS does not configure": ({ addonPlan: { profile }, settings }) => {
    const { prefixDelegation, customNetworking } = profile.podNetworking;
    if (!prefixDelegation && !customNetworking) return [];
    return Object.entries(settings.nodePools)
      .filter(([, { kind, ami }]) => kind === "selfManaged" || (typeof ami === "object" && "id" in ami))
      .filter(([, { instanceTypes }]) => maxPods(instanceTypes, profile.podNetworking) === undefined)
      .map(([name]) => name);
  },
  "the VPC CNI on nodes with subnets for pods": ({ addonPlan: { profile, enabled }, findings }) =>
    !profile.podSubnets || !profile.nodes || enabled.has("vpc-cni") || findings.some(({ rule }) => rule === "pod-subnets")
      ? []
      : ["vpc-cni"],
  "no custom networking, IPv4 Service range or Xen hypervisor beside IPv6": ({
    addonPlan: { profile },
    settings: { cluster, nodePools },
  }) =>
    profile.ipv6
      ? [
          ...(profile.podNetworking.customNetworking ? ["custom networking"] : []),
          ...(cluster.serviceCidr ? ["serviceCidr"] : []),
          ...Object.values(nodePools).flatMap(({ instanceTypes }) => instanceTypes.filter((type) => !isNitro(type))),
        ]
      : [],
  "required add-ons, or what provides the same": ({ addonPlan: { profile, enabled } }) =>
    [...enabled.values()].flatMap(({ addon, options }) =>
      [...addon.requires, ...(addon.alsoRequires?.(options, profile) ?? [])]
        .filter((name) => name !== "nodes" && !enabled.has(name))
        .filter(() => !profile.autoMode)
        .map((name) => `${addon.name} -> ${name}`),
    ),
  "no two add-ons that exclude each other": ({ addonPlan: { enabled } }) =>
    [...enabled.values()].flatMap(({ addon }) =>
      (addon.conflicts ?? []).filter((name) => enabled.has(name)).map((name) => `${addon.name}, ${name}`),
    ),
  "one controller for the objects of each capability": ({ settings: { cluster, gitops }, addonPlan: { enabled } }) =>
    Object.keys(cluster.capabilities ?? {}).filter((name) => enabled.has(name) || (gitops && gitops.engine === name)),
  "a route to hybrid nodes, one endpoint, and a CNI that stays off them": ({ settings: { cluster, network }, addonPlan: { profile } }) =>
    cluster.remoteNetworks && !cluster.existing
      ? [
          ...(network.existing || network.routes.length > 0 ? [] : ["route"]),
          ...(cluster.endpoint.private !== false && cluster.endpoint.public !== false ? ["endpoint"] : []),
          ...(profile.hybridNodes ? [] : ["CNI"]),
        ]
      : [],
  "an order in which requirements come first": ({ addonPlan: { steps, enabled } }) => {
    const place = new Map(steps.map(({ name }, index) => [name, index]));
    return [...enabled.values()].flatMap(({ addon }) =>
      addon.requires.filter((name) => (place.get(name) ?? -1) > place.get(addon.name)!).map((name) => `${addon.name} before ${name}`),
    );
  },
  "a way from nodes to the API server": ({ settings, addonPlan: { profile } }) =>
    settings.cluster.endpoint.private === false && profile.private && (profile.nodes || profile.autoMode || profile.fargate.length > 0)
      ? ["endpoint"]
      : [],
  "internal load balancers where there are no public subnets": ({ settings: { network, cluster }, addonPlan: { enabled } }) => {
    const options = enabled.get("aws-load-balancer-controller")?.options.sharedAlb as { scheme: string } | false | undefined;
    return !network.publicSubnets && !network.existing && !cluster.existing && options && options.scheme !== "internal" ? ["scheme"] : [];
  },
  "a way from the bastion to Session Manager and the API server": ({
    settings: { network, cluster },
    addonPlan: { awsServices, profile },
  }) => {
    if (!network.bastion) return [];
    const missing =
      profile.private && !profile.endpointsGrow ? ["ssm", "ssmmessages"].filter((each) => !network.endpoints.includes(each as never)) : [];
    const planned = profile.endpointsGrow ? ["ssm", "ssmmessages"].filter((each) => !awsServices.includes(each as never)) : [];
    return [...missing, ...planned, ...(cluster.endpoint.private === false && !cluster.existing ? ["private endpoint"] : [])];
  },
  "a load balancer, a way to the identity provider and a running Grafana for an exposed one": ({ settings, addonPlan }) => {
    const { domain, network, cluster } = settings;
    if (!domain) return [];
    const { enabled, profile } = addonPlan;
    const reached = network.publicSubnets || network.existing || cluster.existing || !profile.private;
    return [
      ...(enabled.has("aws-load-balancer-controller") || profile.autoMode ? [] : ["controller"]),
      ...(enabled.get("prometheus")?.options.grafana === true ? [] : ["grafana"]),
      ...(profile.private || enabled.has("external-dns") ? [] : ["external-dns"]),
      ...(reached ? [] : ["identity provider"]),
    ];
  },
  "an add-on for secrets of a team, installed before it": ({ settings: { teams, gitops }, addonPlan: { enabled } }) => {
    const wanted = Object.values(teams).some((each) => each.kind === "application" && each.secrets);
    const brings = enabled.has("external-secrets") || enabled.has("secrets-store-csi-driver");
    return wanted && (!brings || (gitops !== false && gitops.addons.includes("external-secrets"))) ? ["external-secrets"] : [];
  },
  "a taint on the pool of a tier alone": ({ settings: { nodePools, tenants } }) =>
    Object.entries(tenants.tiers ?? {}).flatMap(([tier, { nodePool }]) =>
      nodePool === undefined || nodePools[nodePool]?.taints.some(({ key, value }) => key === "tier" && value === tier) ? [] : [tier],
    ),
  "the engine of GitOps": ({ settings: { gitops }, addonPlan: { enabled } }) =>
    gitops && !enabled.has(gitops.engine) ? [gitops.engine] : [],
  "the controllers of samples": ({ settings: { teams }, addonPlan: { enabled, profile } }) =>
    Object.values(teams).some((each) => each.kind === "application" && each.samples && each.samples.web)
      ? ["aws-load-balancer-controller", "metrics-server"].filter(
          (name) => !enabled.has(name) && !(profile.autoMode && name !== "metrics-server"),
        )
      : [],
};

const missing = (parsed: ParsedSettings) =>
  Object.entries(counterparts).flatMap(([what, invariant]) => invariant(parsed).map((each) => `${what}: ${each}`));

const pairs = fc.uniqueArray(fc.constantFrom(...features), { minLength: 2, maxLength: 2, selector: ([name]) => name });
const merged = (pair: readonly Feature[]) => pair.map(([, sections]) => sections).reduce(mergeValues, {});
const nameOf = (pair: readonly Feature[]) => pair.map(([name]) => name).join(" with ");

describe("pairs of settings", function () {
  this.timeout(180_000);

  it("have all their counterparts where they are accepted", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const result = outcome(merged(pair));
        expect("parsed" in result ? missing(result.parsed) : [], nameOf(pair)).to.deep.equal([]);
      }),
      { numRuns: Number(process.env.PAIRS ?? 250) },
    );
  });

  it("name a setting of the pair where they are rejected", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const result = outcome(merged(pair));
        if ("parsed" in result) return;
        const sections = [...Object.keys(merged(pair)), "addons"]; // some of which other sections need
        for (const line of result.issues.split("\n").filter(Boolean))
          expect(
            sections.some((section) => line.startsWith(section)),
            `${nameOf(pair)}: ${line}`,
          ).to.equal(true);
      }),
      { numRuns: Number(process.env.PAIRS ?? 250) },
    );
  });

  it("can be deployed where they are accepted", () =>
    fc.assert(
      fc.asyncProperty(pairs, async (pair) => {
        const sections = merged(pair);
        if (!("parsed" in outcome(sections)) || (sections.cluster as Sections | undefined)?.existing) return;
        const { resources } = await outcomeOf(sections);
        expect(resources.all.length, nameOf(pair)).to.be.greaterThan(20);
      }),
      { numRuns: 4, endOnFailure: true },
    ));
});
