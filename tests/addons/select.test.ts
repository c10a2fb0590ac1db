import { expect } from "chai";
import fc from "fast-check";
import { z } from "zod";
import { addonNames, addons } from "../../components/addons/catalogue";
import type { Addon } from "../../components/addons/contract";
import { commonOptions } from "../../components/addons/options";
import { select } from "../../components/addons/select";
import { addonCatalogue } from "../../components/addons/settings";
import { addonVersions } from "../../components/addons/versions";
import type { AddonOptions } from "../../components/config/types";
import { type Changes, facts, pool, stack } from "./fixtures";

type Asked = Record<string, boolean | Record<string, unknown>>;

/** As the reader hands it over: `true` and options through the schemas. */
function requested(asked: Asked): Record<string, AddonOptions | false> {
  return Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [
      name,
      value === false ? false : addonCatalogue.schemas[name]!.parse(value === true ? {} : value),
    ]),
  );
}

function selectFor(asked: Asked, changes: Changes = {}, region = "eu-west-1") {
  const { addons, problems, warnings } = addonCatalogue.select(requested(asked), { ...stack(changes), region });
  return {
    names: Object.keys(addons),
    addons,
    problems: problems.map(({ path, message }) => `${path}: ${message}`),
    warnings: warnings.map(({ rule, path, message }) => `[${rule}] ${path}: ${message}`),
  };
}

const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
const core = ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns"];

describe("the choice of add-ons", () => {
  const defaults: readonly [string, Changes, readonly string[]][] = [
    ["with node pools", {}, core],
    ["with node pools and IRSA", { cluster: { identity: "irsa" } }, ["vpc-cni", "kube-proxy", "coredns"]],
    ["with node pools and Fargate", { fargate }, core],
    ["with Fargate alone", { nodePools: {}, fargate }, ["coredns"]],
    ["with Fargate alone and IRSA", { nodePools: {}, fargate, cluster: { identity: "irsa" } }, ["coredns"]],
    ["with Auto Mode alone", { nodePools: {}, cluster: { autoMode: true } }, ["aws-ebs-csi-driver"]],
    ["with Auto Mode and Fargate", { nodePools: {}, fargate, cluster: { autoMode: true } }, ["aws-ebs-csi-driver"]],
    ["with Auto Mode and own pools", { cluster: { autoMode: { nodePools: ["system"] } } }, [...core, "aws-ebs-csi-driver"]],
    ["with no capacity", { nodePools: {} }, ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"]],
    ["on an existing cluster", { nodePools: {}, cluster: { existing: { name: "shop" } } }, []],
    ["on an existing cluster with own pools", { cluster: { existing: { name: "shop" } } }, []],
  ];
  for (const [name, changes, expected] of defaults) {
    it(`takes by itself what makes sense ${name}`, () => {
      const { names, problems } = selectFor({}, changes);
      expect(names).to.deep.equal(expected);
      expect(problems).to.be.empty;
    });
  }

  it("adds what is asked for, in the catalogue's order, with its options", () => {
    const { names, addons, problems, warnings } = selectFor({ "metrics-server": { replicas: 3 }, "aws-ebs-csi-driver": true });
    expect(names).to.deep.equal([...core, "aws-ebs-csi-driver", "metrics-server"]);
    expect(addons["metrics-server"]).to.include({ replicas: 3 });
    expect(addons.coredns).to.deep.equal({ version: "v1.13.2-eksbuild.21", replicas: 2, values: {} });
    expect([...problems, ...warnings]).to.be.empty;
  });

  const refused: readonly [string, Asked, Changes, string][] = [
    ["vpc-cni on Fargate alone", { "vpc-cni": true }, { nodePools: {}, fargate }, "vpc-cni: cannot run where Fargate runs all pods"],
    [
      "the EBS driver on Fargate alone",
      { "aws-ebs-csi-driver": true },
      { nodePools: {}, fargate },
      "aws-ebs-csi-driver: cannot run where Fargate",
    ],
    [
      "kube-proxy in Auto Mode",
      { "kube-proxy": true },
      { nodePools: {}, cluster: { autoMode: true } },
      "kube-proxy: is part of EKS Auto Mode; remove",
    ],
    [
      "coredns in Auto Mode",
      { coredns: true },
      { nodePools: {}, cluster: { autoMode: true } },
      "coredns: is part of EKS Auto Mode; remove",
    ],
    [
      "the agent under IRSA",
      { "eks-pod-identity-agent": true },
      { cluster: { identity: "irsa" } },
      "eks-pod-identity-agent: nothing uses it",
    ],
    ["coredns without capacity", { coredns: true }, { nodePools: {} }, "coredns: has nothing to run on"],
    ["metrics-server without capacity", { "metrics-server": true }, { nodePools: {} }, "metrics-server: has nothing to run on"],
    [
      "no agent under Pod Identity",
      { "eks-pod-identity-agent": false },
      {},
      "eks-pod-identity-agent: cannot be off: `cluster.identity: podIdentity` needs it",
    ],
    [
      "a kube-proxy that is too new",
      { "kube-proxy": { version: "v1.36.0-eksbuild.21" } },
      {},
      "kube-proxy: version v1.36.0-eksbuild.21 does not fit Kubernetes 1.35",
    ],
    [
      "a kube-proxy that is too old",
      { "kube-proxy": { version: "v1.31.0-eksbuild.1" } },
      {},
      "kube-proxy: version v1.31.0-eksbuild.1 does not fit",
    ],
    [
      "a chart's version of an EKS add-on",
      { "metrics-server": { version: "3.13.1" } },
      {},
      "metrics-server: version 3.13.1 does not fit: expected one of the EKS add-on",
    ],
  ];
  for (const [name, asked, changes, expected] of refused) {
    it(`refuses ${name}, and says how to mend it`, () => {
      const { problems } = selectFor(asked, changes);
      expect(problems).to.have.length(1);
      expect(problems[0]).to.include(`addons.${expected}`);
      expect(problems[0]).to.match(/remove|add |needs it/);
    });
  }

  it("refuses an EKS add-on's version where only the chart exists", () => {
    for (const region of ["cn-north-1", "us-gov-west-1"]) {
      expect(selectFor({ "metrics-server": { version: "latest" } }, {}, region).problems[0]).to.include("expected one of the chart");
      expect(selectFor({ "metrics-server": { version: "3.12.2" } }, {}, region).problems).to.be.empty;
    }
  });

  it("allows older kube-proxies, and any on an existing cluster, whose version is not known yet", () => {
    expect(selectFor({ "kube-proxy": { version: "v1.33.10-eksbuild.25" } }).problems).to.be.empty;
    expect(selectFor({ "kube-proxy": { version: "v1.36.0-eksbuild.21" } }, { cluster: { existing: { name: "shop" } } }).problems).to.be
      .empty;
    expect(selectFor({ "kube-proxy": { version: "latest" } }).problems).to.be.empty;
  });

  const off: readonly [string, Changes, boolean][] = [
    ["vpc-cni", {}, true],
    ["kube-proxy", {}, true],
    ["coredns", {}, true],
    ["coredns", { nodePools: {}, fargate }, true],
    ["vpc-cni", { nodePools: {}, fargate }, false],
    ["coredns", { nodePools: {}, cluster: { autoMode: true } }, false],
    ["eks-pod-identity-agent", { cluster: { identity: "irsa" } }, false],
    ["eks-pod-identity-agent", { nodePools: {}, cluster: { autoMode: true } }, false],
    ["eks-pod-identity-agent", { cluster: { existing: { name: "shop" } } }, false],
    ["metrics-server", {}, false],
  ];
  for (const [name, changes, warned] of off) {
    it(`leaves out ${name} where it is false ${JSON.stringify(changes)}${warned ? ", with a warning" : ""}`, () => {
      const { names, problems, warnings } = selectFor({ [name]: false }, changes);
      expect(names).not.to.include(name);
      expect(problems).to.be.empty;
      expect(warnings.some((warning) => warning.startsWith(`[addon-off] addons.${name}: is off`))).to.equal(warned);
    });
  }

  it("warns of DNS that pods on Fargate would miss in Auto Mode, and gives it where asked to", () => {
    expect(selectFor({}, { nodePools: {}, fargate, cluster: { autoMode: true } }).warnings[0]).to.include("set `coredns: true`");
    expect(selectFor({ coredns: true }, { nodePools: {}, fargate, cluster: { autoMode: true } }).names).to.include("coredns");
  });

  it("makes Auto Mode's StorageClass by itself, and the driver only where own nodes ask for it", () => {
    const autoMode = { cluster: { autoMode: true } };
    expect(selectFor({}, { ...autoMode, nodePools: {} }).addons["aws-ebs-csi-driver"]).to.include({
      driver: false,
      defaultStorageClass: true,
    });
    expect(selectFor({}, autoMode).addons["aws-ebs-csi-driver"]).to.include({ driver: false });
    expect(selectFor({ "aws-ebs-csi-driver": true }, autoMode).addons["aws-ebs-csi-driver"]).to.include({ driver: true });
    expect(selectFor({ "aws-ebs-csi-driver": false }, autoMode).names).not.to.include("aws-ebs-csi-driver");
  });

  it("fills in the version that our table pins, or leaves it to AWS with a warning", () => {
    expect(selectFor({}, { cluster: { version: "1.33" } }).addons["vpc-cni"]).to.include({ version: "v1.20.4-eksbuild.2" });
    expect(selectFor({ "metrics-server": true }, {}, "cn-north-1").addons["metrics-server"]).to.include({ version: "3.13.1" });
    expect(selectFor({ coredns: { version: "latest" } }).addons.coredns).to.include({ version: "latest" });
    const { addons, warnings } = selectFor({}, { cluster: { version: "1.31" } });
    expect(addons.coredns).to.include({ version: "default" });
    expect(warnings).to.have.length(4);
    expect(warnings[0]).to.include("[addon-version] addons.eks-pod-identity-agent: no version is known for Kubernetes 1.31");
  });

  it("leaves versions open on an existing cluster, whose own is not known yet", () => {
    expect(selectFor({ coredns: true }, { cluster: { existing: { name: "shop" } } }).addons.coredns).to.deep.equal({
      replicas: 2,
      values: {},
    });
  });

  it("reports no problem for what it chooses by itself, on any capacity", () => {
    fc.assert(
      fc.property(
        fc.record({
          nodePools: fc.constantFrom<Changes["nodePools"]>({}, { general: pool() }),
          fargate: fc.constantFrom<Changes["fargate"]>({}, fargate),
          cluster: fc.record({
            autoMode: fc.boolean(),
            identity: fc.constantFrom("podIdentity" as const, "irsa" as const),
            existing: fc.constantFrom(undefined, { name: "shop" }),
          }),
        }),
        (changes) => {
          const { names, problems } = selectFor({}, changes);
          expect(problems).to.be.empty;
          const again = selectFor(Object.fromEntries(names.map((name) => [name, true])), changes);
          expect(again.problems).to.be.empty;
          expect(again.names).to.have.members(names);
        },
      ),
    );
  });
});

describe("what add-ons say of each other", () => {
  const addon = (name: string, more: Partial<Addon> = {}) =>
    ({
      name,
      options: z.strictObject(commonOptions.chart),
      namespace: "default",
      requires: [],
      fargate: true,
      install: () => [],
      ...more,
    }) as unknown as Addon;
  const options = { values: {} };

  it("pulls in what is required, and says so", () => {
    const declared = [addon("vpc-cni"), addon("coredns", { requires: ["vpc-cni"] })];
    const { addons, warnings } = select(declared, { coredns: options }, facts());
    expect(addons).to.deep.equal({
      "vpc-cni": { version: "v1.22.4-eksbuild.3", values: {} },
      coredns: { version: "v1.13.2-eksbuild.21", values: {} },
    });
    expect(warnings).to.deep.equal([
      { rule: "addon-required", path: "addons.vpc-cni", message: "comes along, because `coredns` requires it" },
    ]);
  });

  it("refuses to leave out what is required", () => {
    const declared = [addon("vpc-cni"), addon("coredns", { requires: ["vpc-cni"] })];
    const { problems } = select(declared, { coredns: options, "vpc-cni": false }, facts());
    expect(problems).to.deep.equal([
      { path: "addons.vpc-cni", message: "cannot be off: `coredns` requires it; remove one of the two keys" },
    ]);
  });

  it("refuses what requires something that cannot be", () => {
    const declared = [addon("vpc-cni", { unfit: () => "is not for here; remove the key" }), addon("coredns", { requires: ["vpc-cni"] })];
    const { problems } = select(declared, { coredns: options }, facts());
    expect(problems).to.deep.equal([{ path: "addons.coredns", message: "requires `vpc-cni`: is not for here; remove the key" }]);
  });

  it("counts as there what Auto Mode brings", () => {
    const declared = [addon("vpc-cni", { inAutoMode: true }), addon("coredns", { requires: ["vpc-cni"] })];
    const { addons, problems } = select(declared, { coredns: options }, facts({ nodePools: {}, cluster: { autoMode: true } }));
    expect(problems).to.be.empty;
    expect(Object.keys(addons)).to.deep.equal(["coredns"]);
  });

  it("names what must be told of an add-on that is required", () => {
    const zones = z.strictObject({ ...commonOptions.chart, zones: z.array(z.string()) });
    const declared = [addon("vpc-cni", { options: zones }), addon("coredns", { requires: ["vpc-cni"] })];
    expect(select(declared, { coredns: options }, facts()).problems).to.deep.equal([
      { path: "addons.coredns", message: "requires `vpc-cni`, which needs to be told more; set `addons.vpc-cni.zones`" },
    ]);
  });

  it("lets add-ons judge the others that the stack gets", () => {
    const lonely = addon("coredns", {
      mistake: (_options, _facts, selected) => (selected.has("kube-proxy") ? "cannot see kube-proxy" : undefined),
      advice: (_options, _facts, selected) => (selected.has("vpc-cni") ? undefined : "is lonely"),
    });
    const declared = [addon("vpc-cni"), addon("kube-proxy"), lonely];
    const alone = select(declared, { coredns: options }, facts());
    expect(alone.warnings).to.deep.equal([{ rule: "addon-advice", path: "addons.coredns", message: "is lonely" }]);
    expect(alone.problems).to.be.empty;
    const { problems, warnings } = select(declared, { coredns: options, "vpc-cni": options, "kube-proxy": options }, facts());
    expect(warnings).to.be.empty;
    expect(problems).to.deep.equal([{ path: "addons.coredns", message: "cannot see kube-proxy" }]);
  });

  it("refuses images out of reach where there is no NAT, and names their registries", () => {
    const declared = [addon("coredns", { registries: () => ["quay.io", "ghcr.io"] })];
    const network = { nat: "none", endpoints: "private" } as const;
    const judged = (changes: Changes) => select(declared, { coredns: options }, facts(changes)).problems;
    expect(judged({ network })).to.deep.equal([
      {
        path: "addons.coredns",
        message:
          "pulls images from quay.io and ghcr.io, out of reach for nodes without NAT; name an ECR pull-through cache or another mirror in " +
          "`eks-blueprints:images.registries`, such as { quay.io: 111122223333.dkr.ecr.<region>.amazonaws.com/quay }, or turn NAT on",
      },
    ]);
    const registries = { "quay.io": "mirror.example/quay" };
    expect(judged({ network, images: { registries } })[0]!.message).to.include("pulls images from ghcr.io, out of reach");
    expect(judged({ network, images: { registries: { ...registries, "ghcr.io": "mirror.example" } } })).to.be.empty;
    expect(judged({})).to.be.empty;
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-a"], publicSubnetIds: [] };
    expect(judged({ network: { ...network, existing } }), "how an existing VPC goes out is not known").to.be.empty;
  });

  it("finds a conflict whichever of the two declares it and whichever is named first", () => {
    for (const conflicting of [
      [addon("vpc-cni", { conflicts: ["coredns"] }), addon("coredns")],
      [addon("vpc-cni"), addon("coredns", { conflicts: ["vpc-cni"] })],
    ]) {
      for (const declared of [conflicting, [...conflicting].reverse()]) {
        const asked: readonly Record<string, typeof options>[] = [
          { "vpc-cni": options, coredns: options },
          { coredns: options, "vpc-cni": options },
        ];
        for (const both of asked) expect(select(declared, both, facts()).problems).to.have.length(1);
        expect(select(declared, { coredns: options }, facts()).problems).to.be.empty;
      }
    }
  });
});

describe("the catalogue", () => {
  it("has every add-on under its own name, with strict options that are documented", () => {
    expect(addons.map(({ name }) => name)).to.deep.equal([...addonNames]);
    for (const { name, options } of addons) {
      expect(options.safeParse({ surprise: true }).success, name).to.equal(false);
      expect(options.shape, name).to.include.keys("version");
      for (const [option, schema] of Object.entries(options.shape)) {
        expect((schema as z.ZodType).description, `${name}.${option}`).to.be.a("string");
      }
    }
  });

  it("takes versions of the right form alone", () => {
    for (const { name, options } of addons) {
      const takes = (version: unknown) => (options.shape.version as z.ZodType).safeParse(version).success;
      const { managed, chart } = addonVersions[name];
      for (const version of ["v1.2.3-eksbuild.4", "latest", "default"])
        expect(takes(version), `${name} ${version}`).to.equal(managed !== undefined);
      for (const version of ["1.2.3", "v1.2.3-rc.1"]) expect(takes(version), `${name} ${version}`).to.equal(chart !== undefined);
      for (const version of [1.2, "newest", "1.2", "v1.2.3-eksbuild", ""]) expect(takes(version), `${name} ${version}`).to.equal(false);
    }
  });
});
