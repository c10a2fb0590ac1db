import { expect } from "chai";
import {
  acceptedIn,
  blockedChanges,
  blockedChangesText,
  ineffectiveChange,
} from "../../../components/lifecycle/change-guard/blocked-changes";
import type { GuardedFacts } from "../../../components/lifecycle/change-guard/stack-facts";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const [a, b, c, d] = [...zones, "eu-west-1d"] as [string, string, string, string];

interface Changes {
  readonly region?: string;
  readonly account?: string;
  readonly network?: GuardedFacts["network"];
  readonly cluster?: GuardedFacts["cluster"];
  readonly rolePath?: string;
  readonly nodeVersions?: GuardedFacts["nodeVersions"];
  readonly staticPools?: GuardedFacts["staticPools"];
  readonly boundPools?: GuardedFacts["boundPools"];
  readonly namespaces?: GuardedFacts["namespaces"];
  readonly dataStores?: GuardedFacts["dataStores"];
}

function facts({ network, cluster, ...rest }: Changes = {}): GuardedFacts {
  return {
    region: "eu-west-1",
    network: { vpc: "own", cidr: "10.0.0.0/16", zones, ...network },
    cluster: {
      source: "own",
      name: "shop",
      version: "1.34",
      serviceCidr: "default",
      autoMode: false,
      places: [a, b],
      encryption: "own",
      creatorAdmin: true,
      role: "own",
      ...cluster,
    },
    rolePath: "/",
    ...rest,
  };
}

const started = "addons.karpenter.nodePools.train";

/** With zones of an own VPC, as the environment records them. */
const inZones = (...names: string[]): Changes => ({ network: { zones: names }, cluster: { places: names.slice(0, 2) } });
const inAutoMode = (...names: string[]): Changes => ({ network: { zones: names }, cluster: { places: names, autoMode: true } });
const zoneOf = { "subnet-1": a, "subnet-2": b, "subnet-3": c, "subnet-4": a };
const inSubnets = (...places: string[]): Changes => ({
  network: { vpc: "vpc-1", cidr: undefined, zones: undefined, zoneOf },
  cluster: { places },
});

const store = "addons.aws-fsx-csi-driver.fileSystem";
/** A file system of 2400 GiB in the first zone, with these differences. */
const stored = (fixed: Record<string, string> = {}, storageGiB = 2400): Changes => ({
  dataStores: { [store]: { noun: "file system", fixed: { zone: a, deploymentType: "PERSISTENT_2", ...fixed }, sizes: { storageGiB } } },
});

const pathsOf = (before: Changes, after: Changes, accepted?: string) =>
  blockedChanges(facts(before), facts(after), acceptedIn(accepted)).map(({ path }) => path);

describe("blockedChanges", () => {
  const refused: readonly (readonly [what: string, before: Changes, after: Changes, path: string])[] = [
    [
      "an older version of a pool's nodes",
      { nodeVersions: { web: "1.34" } },
      { nodeVersions: { web: "1.33" } },
      "eks-blueprints:nodePools.web.version",
    ],
    [
      "a fixed number of nodes of a NodePool",
      { staticPools: { "cluster.autoMode.pools.batch": false } },
      { staticPools: { "cluster.autoMode.pools.batch": true } },
      "eks-blueprints:cluster.autoMode.pools.batch.replicas",
    ],
    [
      "a variable number of nodes of a NodePool",
      { staticPools: { "addons.karpenter.nodePools.batch": true } },
      { staticPools: { "addons.karpenter.nodePools.batch": false } },
      "eks-blueprints:addons.karpenter.nodePools.batch.replicas",
    ],
    [
      "a pool that gives up EFA",
      { staticPools: { [started]: false }, boundPools: { [started]: { efa: "true" } } },
      { staticPools: { [started]: false } },
      `eks-blueprints:${started}.efa`,
    ],
    [
      "a pool in another placement group",
      { staticPools: { [started]: false }, boundPools: { [started]: { placementGroup: "cluster" } } },
      { staticPools: { [started]: false }, boundPools: { [started]: { placementGroup: "spread" } } },
      `eks-blueprints:${started}.placementGroup`,
    ],
    ["another region", {}, { region: "eu-central-1" }, "aws:region"],
    ["another VPC CIDR", {}, { network: { cidr: "10.1.0.0/16" } }, "eks-blueprints:network.cidr"],
    ["a VPC without public subnets", {}, { network: { publicSubnets: false } }, "eks-blueprints:network.publicSubnets"],
    ["public subnets in a VPC without", { network: { publicSubnets: false } }, {}, "eks-blueprints:network.publicSubnets"],
    [
      "another range for pods",
      { network: { podCidr: "100.64.0.0/16" } },
      { network: { podCidr: "100.65.0.0/16" } },
      "eks-blueprints:network.pods",
    ],
    [
      "another group of isolated subnets in the place of the first",
      { network: { isolatedSubnets: ["database", "cache"] } },
      { network: { isolatedSubnets: ["cache"] } },
      "eks-blueprints:network.isolatedSubnets",
    ],
    [
      "Local Zones in another order",
      { network: { localZones: ["eu-west-1-a-1a", "eu-west-1-b-1a"] } },
      { network: { localZones: ["eu-west-1-b-1a", "eu-west-1-a-1a"] } },
      "eks-blueprints:network.localZones",
    ],
    [
      "egress of the control plane by EKS again",
      { cluster: { controlPlaneEgress: "customerRouted" } },
      {},
      "eks-blueprints:cluster.controlPlaneEgress",
    ],
    ["another role of the cluster", {}, { cluster: { role: "arn:aws:iam::111122223333:role/eks" } }, "eks-blueprints:cluster.roleArn"],
    ["another IP family", {}, { cluster: { ipFamily: "ipv6" } }, "eks-blueprints:cluster.ipFamily"],
    [
      "the ConfigMap aws-auth after access entries alone",
      {},
      { cluster: { authenticationMode: "apiAndConfigMap" } },
      "eks-blueprints:cluster.authenticationMode",
    ],
    ["zones in another order", {}, inZones(b, a, c), "eks-blueprints:network.zones"],
    ["a new zone before an existing one", {}, inZones(a, b, d, c), "eks-blueprints:network.zones"],
    ["another first zone", {}, inZones(d, b, c), "eks-blueprints:network.zones"],
    ["another second zone", {}, inZones(a, d, c), "eks-blueprints:network.zones"],
    ["a removed first zone", {}, inZones(b, c), "eks-blueprints:network.zones"],
    ["another third zone", {}, inZones(a, b, d), "eks-blueprints:network.zones"],
    ["a removed middle zone", inZones(a, b, c, d), inZones(a, b, d), "eks-blueprints:network.zones"],
    ["an added zone in Auto Mode", inAutoMode(a, b), inAutoMode(a, b, c), "eks-blueprints:network.zones"],
    ["a removed zone in Auto Mode", inAutoMode(a, b, c), inAutoMode(a, b), "eks-blueprints:network.zones"],
    ["enabling Auto Mode with three zones", {}, inAutoMode(a, b, c), "eks-blueprints:cluster.autoMode"],
    ["disabling Auto Mode with two zones", inAutoMode(a, b), inZones(a, b), "eks-blueprints:cluster.autoMode"],
    ["disabling Auto Mode with three zones", inAutoMode(a, b, c), {}, "eks-blueprints:cluster.autoMode"],
    [
      "subnets in other zones",
      inSubnets("subnet-1", "subnet-2"),
      inSubnets("subnet-1", "subnet-3"),
      "eks-blueprints:network.existing.privateSubnetIds",
    ],
    ["an existing VPC in place of a created one", {}, { network: { vpc: "vpc-1" } }, "eks-blueprints:network.existing"],
    ["another existing VPC", { network: { vpc: "vpc-1" } }, { network: { vpc: "vpc-2" } }, "eks-blueprints:network.existing"],
    ["another cluster name", {}, { cluster: { name: "market" } }, "eks-blueprints:cluster.name"],
    [
      "an existing cluster in place of a created one",
      {},
      { cluster: { source: "existing", name: "market" } },
      "eks-blueprints:cluster.existing",
    ],
    ["an upgrade by two minor versions", {}, { cluster: { version: "1.36" } }, "eks-blueprints:cluster.version"],
    ["a downgrade by a minor version", {}, { cluster: { version: "1.33" } }, "eks-blueprints:cluster.version"],
    ["a service CIDR added later", {}, { cluster: { serviceCidr: "172.20.0.0/16" } }, "eks-blueprints:cluster.serviceCidr"],
    ["disabling encryption", {}, { cluster: { encryption: "off" } }, "eks-blueprints:cluster.encryption"],
    ["another KMS key", {}, { cluster: { encryption: "arn:aws:kms:eu-west-1:1:key/k" } }, "eks-blueprints:cluster.encryption"],
    ["another path of IAM roles", {}, { rolePath: "/eks/" }, "eks-blueprints:iam.path"],
    [
      "a namespace of another team",
      { namespaces: { shop: "old" } },
      { namespaces: { shop: "new" } },
      "eks-blueprints:teams.new.namespaces",
    ],
    ["a file system in another zone", stored(), stored({ zone: b }), `eks-blueprints:${store}.zone`],
    ["another type of a file system", stored(), stored({ deploymentType: "SCRATCH_2" }), `eks-blueprints:${store}.deploymentType`],
    ["a smaller file system", stored(), stored({}, 1200), `eks-blueprints:${store}.storageGiB`],
  ];

  for (const [what, before, after, path] of refused) {
    it(`reports ${what} unless it is accepted`, () => {
      expect(pathsOf(before, after)).to.deep.equal([path]);
      expect(pathsOf(before, after, path)).to.deep.equal([]);
    });
  }

  const allowed: readonly (readonly [what: string, before: Changes, after: Changes])[] = [
    ["egress of the control plane by the routes of its subnets", {}, { cluster: { controlPlaneEgress: "customerRouted" } }],
    ["no change", {}, {}],
    ["an added last zone", {}, inZones(a, b, c, d)],
    ["a removed last zone", {}, inZones(a, b)],
    ["an upgrade by one minor version", {}, { cluster: { version: "1.35" } }],
    ["a newer version of a pool's nodes", { nodeVersions: { web: "1.33" } }, { nodeVersions: { web: "1.34" } }],
    ["a new pool of an older version", { nodeVersions: { web: "1.34" } }, { nodeVersions: { web: "1.34", old: "1.33" } }],
    ["a pool whose version was not recorded", {}, { nodeVersions: { web: "1.33" } }],
    ["a new pool with a fixed number of nodes", { staticPools: {} }, { staticPools: { "cluster.autoMode.pools.batch": true } }],
    ["enabling encryption", { cluster: { encryption: "off" } }, {}],
    ["enabling Auto Mode with two zones", inZones(a, b), inAutoMode(a, b)],
    ["another subnet in the same zone", inSubnets("subnet-1", "subnet-2"), inSubnets("subnet-4", "subnet-2")],
    ["subnets whose zones are unknown", inSubnets("subnet-1", "subnet-2"), inSubnets("subnet-8", "subnet-9")],
    ["a larger file system", stored(), stored({}, 4800)],
    ["a new file system", {}, stored()],
    ["a removed file system", stored(), {}],
    ["a zone of a file system that was not recorded", stored(), stored({ standbyZone: b })],
    ["disabling creatorAdmin", {}, { cluster: { creatorAdmin: false } }],
  ];

  for (const [what, before, after] of allowed) {
    it(`allows ${what}`, () => expect(pathsOf(before, after)).to.deep.equal([]));
  }

  it("reports nothing without a previous state or for facts that an earlier release did not record", () => {
    expect(blockedChanges({}, facts())).to.deep.equal([]);
    expect(blockedChanges({ region: "eu-west-1", network: {}, cluster: { name: "shop" } }, facts())).to.deep.equal([]);
    expect(blockedChanges(facts(), {})).to.deep.equal([]);
  });

  it("reports the name and region of an existing cluster", () => {
    const existing = (name: string, region = "eu-west-1"): GuardedFacts => ({ region, cluster: { source: "existing", name } });
    expect(blockedChanges(existing("shop"), existing("market")).map(({ path }) => path)).to.deep.equal([
      "eks-blueprints:cluster.existing.name",
    ]);
    expect(blockedChanges(existing("shop"), existing("shop", "eu-north-1")).map(({ path }) => path)).to.deep.equal(["aws:region"]);
    expect(blockedChanges(existing("shop"), existing("shop"))).to.deep.equal([]);
  });

  it("reports all changes at once, with reason and override", () => {
    const after = facts({ cluster: { version: "1.36", encryption: "off" }, network: { zones: [b, a, c] } });
    expect(blockedChanges(facts(), after).map((change) => `${change.path}: ${blockedChangesText(change)}`)).to.deep.equal([
      "eks-blueprints:network.zones: eu-west-1a, eu-west-1b, eu-west-1c -> eu-west-1b, eu-west-1a, eu-west-1c: the order of zones cannot change, because addresses depend on it; subnets and their nodes would be replaced; write zones: [eu-west-1a, eu-west-1b, eu-west-1c], with new zones at the end",
      'eks-blueprints:cluster.version: 1.34 -> 1.36: EKS upgrades one minor version at a time; set "1.35" and run `pulumi up`, then repeat for the next version',
      "eks-blueprints:cluster.encryption: a key of this stack -> off: encryption of Secrets cannot be turned off; the cluster would be replaced; keep it, or create the new configuration as another stack, migrate, then destroy this one",
    ]);
  });

  it("names a downgrade of the control plane alone", () => {
    const downgrade = { cluster: { version: "1.33" }, nodeVersions: { web: "1.33" } };
    expect(pathsOf({ nodeVersions: { web: "1.34" } }, downgrade)).to.deep.equal(["eks-blueprints:cluster.version"]);
  });

  it("accepts changes by name, with or without the namespace, and no others", () => {
    const after = { cluster: { version: "1.36", name: "market" } };
    expect(pathsOf({}, after, "cluster.version")).to.deep.equal(["eks-blueprints:cluster.name"]);
    expect(pathsOf({}, after, " eks-blueprints:cluster.version , cluster.name,")).to.deep.equal([]);
    expect(pathsOf({}, after, "cluster")).to.have.length(2);
    expect(pathsOf({}, { region: "eu-north-1" }, "aws:region")).to.deep.equal(pathsOf({}, { region: "eu-north-1" }, "region"));
  });
});

describe("ineffectiveChange", () => {
  it("reports a changed creatorAdmin, which has no effect", () => {
    const off = facts({ cluster: { creatorAdmin: false } });
    const textOf = (before: GuardedFacts, after: GuardedFacts) => blockedChangesText(ineffectiveChange(before, after)!);
    expect(textOf(facts(), off)).to.match(/^true -> false has no effect.*delete-access-entry/);
    expect(textOf(off, facts())).to.match(/^false -> true has no effect.*under admins/);
    expect(ineffectiveChange(facts(), facts())).to.equal(undefined);
    expect(ineffectiveChange({}, facts())).to.equal(undefined);
  });
});

describe("blockedChanges: AWS account", () => {
  const [mine, theirs] = [{ account: "111122223333" }, { account: "222222222222" }];

  it("reports only the account, whatever else changes, and how to sign in", () => {
    const [only, ...rest] = blockedChanges(facts(mine), facts({ ...theirs, network: { cidr: "10.9.0.0/16" } }));
    expect(rest).to.deep.equal([]);
    expect(only!.path).to.equal("aws:account");
    expect(blockedChangesText(only!)).to.match(/^111122223333 -> 222222222222: .*; sign in to account 111122223333/);
  });

  it("reports nothing while one account is unknown or when the change is accepted", () => {
    expect(pathsOf({}, theirs)).to.deep.equal([]);
    expect(pathsOf(mine, {})).to.deep.equal([]);
    expect(pathsOf(mine, mine)).to.deep.equal([]);
    expect(pathsOf(mine, theirs, "account")).to.deep.equal([]);
  });
});
