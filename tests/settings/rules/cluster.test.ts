import { defaultKubernetesVersion } from "../../../components/reference/kubernetes-versions";
import { newestKubernetesVersion } from "../../../components/util/kubernetes-version";
import { ahead, cluster, itValidates, network, section } from "./rows";

const admin = "arn:aws:iam::111122223333:role/Admin";

describe("settings: cluster", () => {
  itValidates({
    "existing cluster": [
      [
        `${cluster("{ existing: { name: shop }, version: '1.35', creatorAdmin: false }")}\n${network("{ nat: none }")}`,
        "cluster.version: cannot be set with `existing`, because the stack does not manage that cluster; only access, admins, identity and kubeconfig can",
        "cluster.creatorAdmin: cannot be set with `existing`, because the stack does not manage that cluster; only access, admins, identity and kubeconfig can",
        "network.nat: cannot be set for an existing cluster, whose VPC is looked up; only network.existing can",
      ],
      [
        `${cluster(`{ existing: { name: shop }, admins: ["${admin}"], access: {}, identity: irsa, kubeconfig: {} }`)}\n${network("{ existing: { vpcId: vpc-1, privateSubnetIds: [subnet-a] } }")}`,
      ],
    ],
    "API server endpoint, logs and Auto Mode": [
      [
        cluster("{ endpoint: { private: false } }"),
        "cluster.endpoint: private and public are both off, so the API server is unreachable; turn one on",
      ],
      [
        cluster("{ endpoint: { public: { cidrs: [10.0.0.0/8] } } }"),
        "cluster.endpoint.public.cidrs[0]: 10.0.0.0/8 is a private range, which the public endpoint never sees; list your public address instead",
      ],
      [
        cluster("{ endpoint: { private: { cidrs: [10.9.0.0/16, 10.9.0.0/16] } } }"),
        "cluster.endpoint.private.cidrs[1]: duplicate entry 10.9.0.0/16; remove one",
      ],
      [cluster("{ logs: [api, audit, api] }"), "cluster.logs[2]: duplicate entry api; remove one"],
      [cluster("{ autoMode: { nodePools: [system, system] } }"), "cluster.autoMode.nodePools[1]: duplicate entry system; remove one"],
    ],
    serviceCidr: [
      [
        cluster("{ serviceCidr: 10.0.128.0/20 }"),
        "cluster.serviceCidr: 10.0.128.0/20 overlaps the VPC's 10.0.0.0/16; choose another private range such as 172.20.0.0/16",
      ],
      [
        cluster("{ serviceCidr: 100.64.0.0/16 }"),
        "cluster.serviceCidr: expected a range within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, found 100.64.0.0/16",
      ],
      [cluster("{ serviceCidr: 172.20.0.0/28 }"), "cluster.serviceCidr: expected a size from /12 to /24, found /28"],
      [cluster("{ serviceCidr: 172.16.0.0/12 }")],
    ],
    name: [
      [
        `${cluster("{ name: a.b }")}`,
        'cluster.name: expected 1 to 100 letters, digits, - and _, beginning with a letter or digit, found "a.b"',
      ],
    ],
    version: [
      [
        cluster('{ version: "1.30" }'),
        `cluster.version: EKS ended extended support of Kubernetes 1.30 on 2026-07-23; write "${defaultKubernetesVersion}" or another supported version`,
      ],
      [
        cluster('{ version: "1.24" }'),
        `cluster.version: EKS no longer supports Kubernetes 1.24; write "${defaultKubernetesVersion}" or another supported version`,
      ],
      [
        cluster(`{ version: "${ahead(3)}" }`),
        `cluster.version: expected a Kubernetes version that EKS supports, found "${ahead(3)}"; the newest known is "${newestKubernetesVersion}"`,
      ],
    ],
    "add-ons": [[`${cluster("{ autoMode: true }")}\n${section("addons", "{ vpc-cni: true }")}`, "addons.vpc-cni: not on Auto Mode"]],
  });
});
