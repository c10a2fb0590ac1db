import { expect } from "chai";
import fc from "fast-check";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import type { AddonOptions } from "../../../components/settings/types";
import { findingLine } from "../../../components/util/finding";
import { type Changes, pool, stack } from "../fixtures";

type Requested = Record<string, boolean | Record<string, unknown>>;

/** Requested add-ons as the settings parser passes them: options parsed by the schemas. */
function requested(asked: Requested): Record<string, AddonOptions | false> {
  return Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [
      name,
      value === false ? false : addonCatalog.schemas[name]!.parse(value === true ? {} : value),
    ]),
  );
}

function selectFor(asked: Requested, changes: Changes = {}, region = "eu-west-1") {
  const { addons, issues, findings } = addonCatalog.select({ ...stack(changes), region, addons: requested(asked) });
  return {
    names: Object.keys(addons),
    addons,
    issues: issues.map(({ path, message }) => `${path}: ${message}`),
    warnings: findings.map(({ rule, path, ...finding }) => `[${rule}] ${path}: ${findingLine(finding)}`),
  };
}

const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
const core = ["eks-pod-identity-agent", "vpc-cni", "kube-proxy", "coredns"];

describe("selection of add-ons", () => {
  const defaults: readonly [string, Changes, readonly string[]][] = [
    ["with node pools", {}, core],
    ["with node pools and IRSA", { cluster: { identity: "irsa" } }, ["vpc-cni", "kube-proxy", "coredns"]],
    ["with node pools and Fargate", { fargate }, core],
    ["with only Fargate", { nodePools: {}, fargate }, ["coredns"]],
    ["with only Fargate and IRSA", { nodePools: {}, fargate, cluster: { identity: "irsa" } }, ["coredns"]],
    ["with only Auto Mode", { nodePools: {}, cluster: { autoMode: true } }, ["aws-ebs-csi-driver"]],
    [
      "with Auto Mode and hybrid nodes",
      { nodePools: {}, cluster: { autoMode: true, remoteNetworks: { nodes: ["10.80.0.0/16"], pods: [], credentials: { type: "ssm" } } } },
      ["eks-pod-identity-agent", "kube-proxy", "coredns", "aws-ebs-csi-driver"],
    ],
    ["with Auto Mode and Fargate", { nodePools: {}, fargate, cluster: { autoMode: true } }, ["aws-ebs-csi-driver"]],
    ["with Auto Mode and node pools", { cluster: { autoMode: { nodePools: ["system"] } } }, [...core, "aws-ebs-csi-driver"]],
    ["with no capacity", { nodePools: {} }, ["eks-pod-identity-agent", "vpc-cni", "kube-proxy"]],
    ["on an existing cluster", { nodePools: {}, cluster: { existing: { name: "shop" } } }, []],
    ["on an existing cluster with node pools", { cluster: { existing: { name: "shop" } } }, []],
  ];
  for (const [name, changes, expected] of defaults) {
    it(`has the right defaults ${name}`, () => {
      const { names, issues } = selectFor({}, changes);
      expect(names).to.deep.equal(expected);
      expect(issues).to.be.empty;
    });
  }

  it("adds the requested add-ons in catalog order with their options", () => {
    const { names, addons, issues, warnings } = selectFor({ "metrics-server": { replicas: 3 }, "aws-ebs-csi-driver": true });
    expect(names).to.deep.equal([...core, "aws-ebs-csi-driver", "metrics-server"]);
    expect(addons["metrics-server"]).to.include({ replicas: 3 });
    expect(addons.coredns).to.deep.equal({ version: "v1.13.2-eksbuild.21", replicas: 2, values: {} });
    expect([...issues, ...warnings]).to.be.empty;
  });

  const rejected: readonly [string, Requested, Changes, string][] = [
    ["vpc-cni with only Fargate", { "vpc-cni": true }, { nodePools: {}, fargate }, "vpc-cni: is not supported if all pods run on Fargate"],
    [
      "aws-ebs-csi-driver with only Fargate",
      { "aws-ebs-csi-driver": true },
      { nodePools: {}, fargate },
      "aws-ebs-csi-driver: is not supported if all pods run on Fargate",
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
      "eks-pod-identity-agent under IRSA",
      { "eks-pod-identity-agent": true },
      { cluster: { identity: "irsa" } },
      "eks-pod-identity-agent: it is unused",
    ],
    ["coredns without capacity", { coredns: true }, { nodePools: {} }, "coredns: has no nodes or Fargate profile to run on"],
    [
      "metrics-server without capacity",
      { "metrics-server": true },
      { nodePools: {} },
      "metrics-server: has no nodes or Fargate profile to run on",
    ],
    [
      "disabling eks-pod-identity-agent under Pod Identity",
      { "eks-pod-identity-agent": false },
      {},
      "eks-pod-identity-agent: is required: `cluster.identity: podIdentity` needs it",
    ],
    [
      "a kube-proxy newer than the cluster",
      { "kube-proxy": { version: "v1.36.0-eksbuild.21" } },
      {},
      "kube-proxy.version: v1.36.0-eksbuild.21 is incompatible with Kubernetes 1.35",
    ],
    [
      "a kube-proxy much older than the cluster",
      { "kube-proxy": { version: "v1.31.0-eksbuild.1" } },
      {},
      "kube-proxy.version: v1.31.0-eksbuild.1 is incompatible with Kubernetes",
    ],
    [
      "a chart version for an EKS add-on",
      { "metrics-server": { version: "3.13.1" } },
      {},
      "metrics-server: version 3.13.1 is invalid: expected a version of the EKS add-on",
    ],
  ];
  for (const [name, asked, changes, expected] of rejected) {
    it(`rejects ${name} and shows how to fix it`, () => {
      const { issues } = selectFor(asked, changes);
      expect(issues).to.have.length(1);
      expect(issues[0]).to.include(`addons.${expected}`);
      expect(issues[0]).to.match(/remove|add |needs it/);
    });
  }

  it("rejects an EKS add-on version in regions with only the chart", () => {
    for (const region of ["cn-north-1", "us-gov-west-1"]) {
      expect(selectFor({ "metrics-server": { version: "latest" } }, {}, region).issues[0]).to.include("expected a version of the chart");
      expect(selectFor({ "metrics-server": { version: "3.12.2" } }, {}, region).issues).to.be.empty;
    }
  });

  it("accepts older kube-proxy versions, and all on an existing cluster, whose version is unknown", () => {
    expect(selectFor({ "kube-proxy": { version: "v1.33.10-eksbuild.25" } }).issues).to.be.empty;
    expect(selectFor({ "kube-proxy": { version: "v1.36.0-eksbuild.21" } }, { cluster: { existing: { name: "shop" } } }).issues).to.be.empty;
    expect(selectFor({ "kube-proxy": { version: "latest" } }).issues).to.be.empty;
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
    it(`omits ${name} when it is false ${JSON.stringify(changes)}${warned ? ", with a warning" : ""}`, () => {
      const { names, issues, warnings } = selectFor({ [name]: false }, changes);
      expect(names).not.to.include(name);
      expect(issues).to.be.empty;
      expect(warnings.some((warning) => warning.startsWith(`[addon-off] addons.${name}: is disabled`))).to.equal(warned);
    });
  }

  it("warns about missing DNS for Fargate pods in Auto Mode, and includes coredns when requested", () => {
    expect(selectFor({}, { nodePools: {}, fargate, cluster: { autoMode: true } }).warnings[0]).to.include("set `coredns: true`");
    expect(selectFor({ coredns: true }, { nodePools: {}, fargate, cluster: { autoMode: true } }).names).to.include("coredns");
  });

  it("includes the StorageClass of Auto Mode, and the driver only when requested for the stack's own nodes", () => {
    const autoMode = { cluster: { autoMode: true } };
    expect(selectFor({}, { ...autoMode, nodePools: {} }).addons["aws-ebs-csi-driver"]).to.include({
      driver: false,
      defaultStorageClass: true,
    });
    expect(selectFor({}, autoMode).addons["aws-ebs-csi-driver"]).to.include({ driver: false });
    expect(selectFor({ "aws-ebs-csi-driver": true }, autoMode).addons["aws-ebs-csi-driver"]).to.include({ driver: true });
    expect(selectFor({ "aws-ebs-csi-driver": false }, autoMode).names).not.to.include("aws-ebs-csi-driver");
  });

  it("pins versions from the version table, or uses AWS's default with a warning", () => {
    expect(selectFor({}, { cluster: { version: "1.33" } }).addons["vpc-cni"]).to.include({ version: "v1.20.4-eksbuild.2" });
    expect(selectFor({ "metrics-server": true }, {}, "cn-north-1").addons["metrics-server"]).to.include({ version: "3.13.1" });
    expect(selectFor({ coredns: { version: "latest" } }).addons.coredns).to.include({ version: "latest" });
    const { addons, warnings } = selectFor({}, { cluster: { version: "1.31" } });
    expect(addons.coredns).to.include({ version: "default" });
    expect(warnings).to.have.length(4);
    expect(warnings[0]).to.include("[addon-version] addons.eks-pod-identity-agent: no version is known for Kubernetes 1.31");
  });

  it("leaves versions unset on an existing cluster, whose version is unknown", () => {
    expect(selectFor({ coredns: true }, { cluster: { existing: { name: "shop" } } }).addons.coredns).to.deep.equal({
      replicas: 2,
      values: {},
    });
  });

  it("has no issues in its defaults on any capacity", () => {
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
          const { names, issues } = selectFor({}, changes);
          expect(issues).to.be.empty;
          const again = selectFor(Object.fromEntries(names.map((name) => [name, true])), changes);
          expect(again.issues).to.be.empty;
          expect(again.names).to.have.members(names);
        },
      ),
    );
  });
});
