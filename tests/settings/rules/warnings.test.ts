import { tableDate } from "../../../components/reference/kubernetes-versions";
import { newestKubernetesVersion } from "../../../components/util/kubernetes-version";
import { ahead, cluster, itWarns, network, pool, section } from "./rows";

const repairFix = "check the name in `kubectl describe node`: an override for a reason that is never reported changes nothing";

describe("settings: warnings", () => {
  itWarns([
    [
      pool("{ repair: { overrides: [{ condition: NetworkingReady, reason: IPAMDNotRuning, waitMinutes: 5, action: reboot }] } }"),
      `[node-repair-reason] eks-blueprints:nodePools.a.repair.overrides[0].reason: the node monitoring agent is not known to report NetworkingReady for the reason IPAMDNotRuning; did you mean IPAMDNotRunning?; ${repairFix}`,
    ],
    [""],
    [
      `${network("{ nat: single }")}\n${section("nodePools", "{ a: { spread: perZone }, b: {} }")}`,
      "[vpc-single-nat] eks-blueprints:network.nat: pool a is spread per zone, but all zones share one NAT gateway; write `nat: perZone`, which tolerates the loss of a zone",
    ],
    [
      cluster("{ endpoint: { public: true } }"),
      "[eks-public-endpoint] eks-blueprints:cluster.endpoint.public: the API server is reachable from the whole internet; list the allowed ranges: { cidrs: [...] }",
    ],
    [
      cluster("{ endpoint: { public: { cidrs: [0.0.0.0/0] } } }"),
      "[eks-public-endpoint] eks-blueprints:cluster.endpoint.public: the API server is reachable from the whole internet; list the allowed ranges: { cidrs: [...] }",
    ],
    [
      `${cluster("{ endpoint: { private: false, public: { cidrs: [203.0.113.0/24] } } }")}\n${section("network", "{ existing: { vpcId: vpc-0123456789abcdef0, privateSubnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] } }")}`,
      "[private-endpoint] eks-blueprints:cluster.endpoint.private: nodes reach the API server from the addresses of the NAT gateways, which endpoint.public.cidrs must include; add them there, or turn the private endpoint on",
    ],
    [
      `${cluster("{ endpoint: { private: false, public: { cidrs: [203.0.113.0/24] } } }")}\n${network("{ nat: regional }")}`,
      "[private-endpoint] eks-blueprints:cluster.endpoint.private: nodes reach the API server from the addresses of the regional NAT gateway, which AWS chooses and adds to: endpoint.public.cidrs cannot list them; turn the private endpoint on, or give the gateway addresses: `nat: { type: regional, allocationIds: [...] }`",
    ],
    [
      `${cluster("{ endpoint: { private: false, public: { cidrs: [203.0.113.0/24] } } }")}\n${network("{ nat: { type: regional, allocationIds: [eipalloc-1, eipalloc-2, eipalloc-3] } }")}`,
    ],
    [`${cluster("{ autoMode: { nodePools: [] } }")}\n${section("nodePools", "{ a: {} }")}`],
    [
      section("nodePools", "{}"),
      "[no-capacity] eks-blueprints:nodePools: no node pool, no Fargate profile and no Auto Mode: no pod can run, not even CoreDNS; add a pool here, a profile to `fargate`, or set `cluster.autoMode: true`",
    ],
    [
      cluster('{ version: "1.33" }'),
      `[eks-supported-version] eks-blueprints:cluster.version: standard support of Kubernetes 1.33 ended on 2026-07-29: EKS upgrades the cluster automatically (\`supportType: standard\`); upgrade to "${newestKubernetesVersion}", one minor version at a time`,
    ],
    [
      cluster('{ version: "1.31", supportType: extended }'),
      `[eks-supported-version] eks-blueprints:cluster.version: standard support of Kubernetes 1.31 ended on 2025-11-26: extended support costs extra until 2026-11-26; upgrade to "${newestKubernetesVersion}", one minor version at a time`,
    ],
    [
      cluster(`{ version: "${ahead(2)}" }`),
      `[kubernetes-unknown] eks-blueprints:cluster.version: Kubernetes ${ahead(2)} is newer than "${newestKubernetesVersion}", the newest known as of ${tableDate}; check that EKS supports it`,
    ],
    [
      pool("{ capacity: spot, instanceTypes: [m7g.large] }"),
      "[spot-types] eks-blueprints:nodePools.a.instanceTypes: spot capacity of a single instance type, m7g.large, is often unavailable or interrupted; list several types of similar size",
    ],
    [
      section("tags", "{ kubernetes.io/cluster/shop: owned }"),
      '[cluster-tag] eks-blueprints:tags["kubernetes.io/cluster/shop"]: on every security group it breaks the load balancer controller, which expects exactly one security group with this tag; remove it',
    ],
    [section("addons", "{ vpc-cni: false }"), "[no-cni] eks-blueprints:addons.vpc-cni: pods get no addresses; remove the key"],
  ]);
});
