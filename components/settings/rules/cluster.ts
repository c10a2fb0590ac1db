import { Netmask } from "netmask";
import { awsLimits } from "../../reference/aws-limits";
import { zoneCount } from "../../util/group-count";
import { egressFix, hasEgress, knownNatAddresses, natStrategy } from "../../util/nat";
import { inside, overlap, privateRanges } from "./ranges";
import { advice, capacityByName, duplicates, issue, type Rule, rule } from "./rule";

const besideExisting = ["existing", "access", "admins", "identity", "kubeconfig"];

const existingStandsAlone = rule(["cluster.existing", "given"], function* ({ cluster: { existing }, given }) {
  if (!existing) return;
  for (const key of given.cluster.filter((each) => !besideExisting.includes(each))) {
    yield issue(
      ["cluster", key],
      `cannot be set with \`existing\`, because the stack does not manage that cluster; only access, admins, identity and kubeconfig can`,
    );
  }
  for (const key of given.network.filter((each) => each !== "existing")) {
    yield issue(["network", key], `cannot be set for an existing cluster, whose VPC is looked up; only network.existing can`);
  }
});

const endpointOpen = rule(["cluster.endpoint"], function* ({ cluster: { endpoint } }) {
  if (endpoint.private === false && endpoint.public === false) {
    yield issue(["cluster", "endpoint"], "private and public are both off, so the API server is unreachable; turn one on");
  }
});

/** Addresses that EKS rejects in the list of its public endpoint. */
const publicRangesPublic = rule(["cluster.endpoint[]"], function* ({ cluster: { endpoint } }) {
  if (typeof endpoint.public === "boolean") return;
  const path = ["cluster", "endpoint", "public", "cidrs"];
  for (const [position, range] of endpoint.public.cidrs.entries()) {
    if (inside(range, privateRanges))
      yield issue(
        [...path, position],
        `${range} is a private range, which the public endpoint never sees; list your public address instead`,
      );
  }
  yield* duplicates(path, endpoint.public.cidrs);
});

/** The stack adds the addresses of its NAT gateways if nodes reach the API server only by the public endpoint. */
const publicRangesFit = rule(
  ["cluster.endpoint[]", "cluster.ipFamily", "network.existing", "network.nat", "network.zones"],
  function* ({ cluster, network }) {
    const { public: publicly, private: privately } = cluster.endpoint;
    if (typeof publicly === "boolean") return;
    const gateways = knownNatAddresses(network, zoneCount(network.zones));
    const open = publicly.cidrs.some((range) => range.endsWith("/0"));
    const addresses = gateways + (cluster.ipFamily === "ipv6" ? 1 : 0);
    const own = privately === false && !network.existing && !open ? addresses : 0;
    const { value } = awsLimits.publicAccessCidrs;
    if (publicly.cidrs.length + own <= value) return;
    const besides = own > 0 ? ` besides the ${own} of the NAT gateways, from which nodes reach the API server` : "";
    yield issue(
      ["cluster", "endpoint", "public", "cidrs"],
      `expected at most ${value - own} ranges${besides}, because EKS accepts ${value}, found ${publicly.cidrs.length}; merge or remove some`,
    );
  },
);

const publicEndpointGuarded = rule(["cluster.endpoint"], function* ({ cluster: { endpoint } }) {
  const cidrs = typeof endpoint.public === "boolean" ? [] : endpoint.public.cidrs;
  if (endpoint.public === true || cidrs.some((range) => range.endsWith("/0"))) {
    yield advice(
      "eks-public-endpoint",
      ["cluster", "endpoint", "public"],
      "the API server is reachable from the whole internet",
      "list the allowed ranges: { cidrs: [...] }",
    );
  }
});

/** Without the private endpoint, nodes reach the public one through NAT. */
const nodesReachApi = rule(
  [
    "network.existing",
    "network.publicSubnets",
    "network.nat",
    "network.routes",
    "cluster.existing",
    "cluster.endpoint",
    "cluster.autoMode",
    "nodePools[]",
    "fargate[]",
    "names",
  ],
  function* (stack) {
    const { network, cluster } = stack;
    if (cluster.existing || cluster.endpoint.private !== false || cluster.endpoint.public === false) return;
    const { nodes, fargate, autoMode } = capacityByName(stack);
    if (!nodes && !fargate && !autoMode) return;
    const isListed = typeof cluster.endpoint.public !== "boolean" && !cluster.endpoint.public.cidrs.some((range) => range.endsWith("/0"));
    if (!network.existing && !hasEgress(network)) {
      yield issue(
        ["cluster", "endpoint", "private"],
        `nodes cannot reach the API server: the private endpoint is off and there is no NAT to the public one; turn it on, or ${egressFix(network.publicSubnets)}`,
      );
    } else if (isListed && !network.existing && natStrategy(network) === "regional" && knownNatAddresses(network, 0) === 0) {
      yield advice(
        "private-endpoint",
        ["cluster", "endpoint", "private"],
        "nodes reach the API server from the addresses of the regional NAT gateway, which AWS chooses and adds to: endpoint.public.cidrs cannot list them",
        "turn the private endpoint on, or give the gateway addresses: `nat: { type: regional, allocationIds: [...] }`",
      );
    } else if (isListed && (network.existing || natStrategy(network) === "none")) {
      const where = network.existing ? "the NAT gateways" : "what the default route leads to";
      yield advice(
        "private-endpoint",
        ["cluster", "endpoint", "private"],
        `nodes reach the API server from the addresses of ${where}, which endpoint.public.cidrs must include`,
        "add them there, or turn the private endpoint on",
      );
    }
  },
);

/** Address ranges that EKS accepts for Services. */
const serviceRange = rule(
  ["cluster.serviceCidr", "cluster.existing", "network.existing", "network.cidr"],
  function* ({ cluster: { serviceCidr, existing }, network }) {
    if (serviceCidr === undefined || existing) return;
    const path = ["cluster", "serviceCidr"];
    const { bitmask } = new Netmask(serviceCidr);
    if (!inside(serviceCidr, privateRanges))
      yield issue(path, `expected a range within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, found ${serviceCidr}`);
    if (bitmask < 12 || bitmask > 24) yield issue(path, `expected a size from /12 to /24, found /${bitmask}`);
    if (!network.existing && overlap(serviceCidr, network.cidr)) {
      yield issue(path, `${serviceCidr} overlaps the VPC's ${network.cidr}; choose another private range such as 172.20.0.0/16`);
    }
  },
);

const logsDiffer = rule(["cluster.logs[]"], function* ({ cluster: { logs } }) {
  yield* duplicates(["cluster", "logs"], logs);
});

const endpointListsDiffer = rule(["cluster.endpoint[]"], function* ({ cluster: { endpoint } }) {
  if (typeof endpoint.private === "object") {
    yield* duplicates(["cluster", "endpoint", "private", "cidrs"], endpoint.private.cidrs);
    yield* duplicates(["cluster", "endpoint", "private", "securityGroupIds"], endpoint.private.securityGroupIds);
  }
});

const autoModePoolsDiffer = rule(["cluster.autoMode[]"], function* ({ cluster: { autoMode } }) {
  if (typeof autoMode === "object") yield* duplicates(["cluster", "autoMode", "nodePools"], autoMode.nodePools);
});

const somethingRuns = rule(
  ["cluster.existing", "cluster.autoMode", "cluster.remoteNetworks", "nodePools[]", "fargate[]", "names"],
  function* (stack) {
    const { nodes, fargate, autoMode } = capacityByName(stack);
    if (nodes || fargate || autoMode || stack.cluster.existing || stack.cluster.remoteNetworks) return;
    yield advice(
      "no-capacity",
      ["nodePools"],
      "no node pool, no Fargate profile and no Auto Mode: no pod can run, not even CoreDNS",
      "add a pool here, a profile to `fargate`, or set `cluster.autoMode: true`",
    );
  },
);

export const clusterRules: readonly Rule[] = [
  existingStandsAlone,
  endpointOpen,
  publicRangesPublic,
  publicRangesFit,
  publicEndpointGuarded,
  nodesReachApi,
  serviceRange,
  logsDiffer,
  endpointListsDiffer,
  autoModePoolsDiffer,
  somethingRuns,
];
