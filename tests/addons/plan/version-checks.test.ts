import { expect } from "chai";
import * as fc from "fast-check";
import { parseSettings, type SettingsInput } from "../../../components";
import { minimumVersions } from "../../../components/addons/minimum-versions";
import type { AddonName } from "../../../components/addons/names";
import { minimumsOf } from "../../../components/addons/plan/version-checks";
import { addonVersions } from "../../../components/addons/versions";
import { kubernetesVersions } from "../../../components/reference/kubernetes-versions";
import { requiredOptions } from "../../../scripts/required-options";
import { caseSections, issuesOf } from "../../environment/counterparts/fixtures";
import { pool, profileOf } from "../fixtures";

const paths = (input: Readonly<Record<string, unknown>>) =>
  issuesOf(input)
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice(0, line.indexOf(": ")));

function oldVersions(sections: Readonly<Record<string, unknown>>): string[] {
  const { findings } = parseSettings({ region: "eu-west-1", ...sections } as SettingsInput & { region: string });
  return findings.filter(({ rule }) => rule === "addon-version-old").map(({ path, message }) => `${path}: ${message}`);
}

const profile = (more: object = {}) => profileOf({ cluster: { version: "1.35" }, ...more });
const numbers = (version: string) => version.replace(/^v/, "").split(/[.-]/).slice(0, 3).map(Number);
const isOlder = (version: string, than: string) => {
  const [own, least] = [numbers(version), numbers(than)];
  const differing = own.findIndex((part, index) => part !== least[index]);
  return differing >= 0 && own[differing]! < least[differing]!;
};
const limited = Object.keys(minimumVersions) as AddonName[];

describe("minimum versions of add-ons", () => {
  it("reject charts older than the objects and permissions that are created for them", () => {
    const names = ["karpenter", "aws-load-balancer-controller", "external-secrets", "argocd", "velero"];
    const { addons } = caseSections("addon-version-too-old") as { addons: Record<string, unknown> };
    for (const name of names) expect(paths({ addons: { [name]: addons[name] } }), name).to.deep.equal([`addons.${name}.version`]);
  });

  it("name the newest reason first", () => {
    expect(issuesOf({ addons: { karpenter: { version: "0.37.0" } } })).to.equal(
      "addons.karpenter.version: expected 1.9.0 or newer, found 0.37.0: older ones do not support this Kubernetes version; remove it to use the pinned version",
    );
    expect(issuesOf({ cluster: { version: "1.32" }, addons: { karpenter: { version: "1.2.1" } } })).to.equal("");
  });

  it("follow the Kubernetes version", () => {
    const accepts = (version: string, chart: string) =>
      issuesOf({ cluster: { version }, addons: { "cluster-autoscaler": { version: chart } } }) === "";
    expect([accepts("1.34", "9.46.3"), accepts("1.35", "9.46.3"), accepts("1.35", "9.54.0")]).to.deep.equal([true, false, true]);
  });

  it("ask for Pod Identity only where it is used", () => {
    const versions = { "aws-fsx-csi-driver": "v1.1.0-eksbuild.1", "external-dns": "1.14.0", "fluent-bit": "0.1.35", prometheus: "55.0.0" };
    for (const [name, version] of Object.entries(versions)) {
      const options = { ...((requiredOptions as Readonly<Record<string, object>>)[name] ?? {}), version };
      const found = (identity: string) => paths({ cluster: { identity }, addons: { [name]: options } });
      expect(found("podIdentity"), name).to.deep.equal([`addons.${name}.version`]);
      expect(found("irsa"), name).to.deep.equal([]);
    }
  });

  it("ask for values only in stacks that set them", () => {
    const tainted = { nodePools: { a: pool({ taints: [{ key: "a", effect: "NoSchedule" }] }) } };
    const of = (name: AddonName, more?: object) => minimumsOf(name, profile(more)).map(({ version }) => version);
    expect(of("aws-mountpoint-s3-csi-driver")).to.deep.equal(["1.15.0"]);
    expect(of("aws-mountpoint-s3-csi-driver", tainted)).to.deep.equal(["2.3.0", "1.15.0"]);
    expect(of("amazon-cloudwatch-observability")).to.deep.equal(["3.1.0"]);
  });

  it("are met by the pinned versions", () => {
    for (const name of limited) {
      const { chart, eksAddon = {} } = addonVersions[name];
      for (const kubernetesVersion of Object.keys(kubernetesVersions).slice(2)) {
        const pinned = chart ?? eksAddon[kubernetesVersion]?.[0];
        for (const { version } of minimumsOf(name, { ...profile(), kubernetesVersion, restricted: true }))
          if (pinned) expect(isOlder(pinned, version), `${name} ${pinned}`).to.equal(false);
      }
    }
  });

  it("separate accepted from rejected versions, for each add-on that has one", () => {
    const triple = fc.tuple(fc.nat(15), fc.nat(40), fc.nat(10));
    fc.assert(
      fc.property(fc.constantFrom(...limited), triple, (name, parts) => {
        const [least] = minimumsOf(name, profile());
        const version = addonVersions[name].eksAddon ? `v${parts.join(".")}-eksbuild.1` : parts.join(".");
        const options = { ...((requiredOptions as Readonly<Record<string, object>>)[name] ?? {}), version };
        expect(paths({ addons: { [name]: options } }).includes(`addons.${name}.version`)).to.equal(isOlder(version, least!.version));
      }),
      { numRuns: 40 },
    );
  });
});

describe("EKS add-on versions older than the pinned minor", () => {
  it("are errors or findings", () => {
    expect(paths(caseSections("pins-left-behind"))).to.deep.equal([
      "addons.vpc-cni.version",
      "addons.aws-ebs-csi-driver.version",
      "addons.karpenter.version",
    ]);
    const { cluster, addons } = caseSections("pins-left-behind") as { cluster: object; addons: Record<string, object> };
    const found = oldVersions({ cluster, addons: { coredns: addons.coredns } });
    expect(found).to.have.length(1);
    expect(found[0]).to.match(/^addons\.coredns\.version: v1\.8\.7-eksbuild\.1 is older than v1\.13\./);
  });

  it("are compared with the minor for the Kubernetes version of the stack", () => {
    const coredns = { version: "v1.11.4-eksbuild.2" };
    expect(oldVersions({ cluster: { version: "1.32" }, addons: { coredns } })).to.deep.equal([]);
    expect(oldVersions({ cluster: { version: "1.35" }, addons: { coredns } })).to.have.length(1);
    for (const version of ["default", "latest"]) expect(oldVersions({ addons: { coredns: { version } } }), version).to.deep.equal([]);
  });
});

describe("values whose type an EKS add-on fixes", () => {
  it("are rejected as numbers and booleans in the environment of vpc-cni", () => {
    expect(issuesOf(caseSections("cni-env-number"))).to.equal(
      'addons.vpc-cni.values.env.WARM_IP_TARGET: the EKS add-on accepts only strings, found 5; write "5"',
    );
    const withEnv = (value: unknown) => issuesOf({ addons: { "vpc-cni": { values: { env: { AWS_VPC_K8S_CNI_EXTERNALSNAT: value } } } } });
    expect(withEnv(true)).to.contain('write "true"');
    expect(withEnv("true")).to.equal("");
  });

  const rows: readonly (readonly [addon: string, values: object, issue: string])[] = [
    ["vpc-cni", { enableNetworkPolicy: true }, 'values.enableNetworkPolicy: the EKS add-on accepts only strings, found true; write "true"'],
    ["vpc-cni", { init: { env: { DISABLE_TCP_EARLY_DEMUX: true } } }, "values.init.env.DISABLE_TCP_EARLY_DEMUX: "],
    ["vpc-cni", { nodeAgent: { enablePolicyEventLogs: "true", healthProbeBindAddr: 8163 } }, ""],
    [
      "coredns",
      { resources: { limits: { cpu: 1 } } },
      'values.resources.limits.cpu: the EKS add-on accepts only strings, found 1; write "1"',
    ],
    ["coredns", { nodeSelector: { "example.com/dns": true } }, 'values.nodeSelector["example.com/dns"]: '],
    ["coredns", { autoScaling: { enabled: "true" } }, "values.autoScaling.enabled: the EKS add-on accepts only true or false"],
    ["coredns", { toleration: [] }, "values.toleration: the EKS add-on does not know this key; did you mean tolerations?"],
    ["coredns", { tolerations: { key: "a" } }, 'values.tolerations: the EKS add-on accepts only a list, found {"key":"a"}'],
    ["coredns", { corefile: ".:53 {}", topologySpreadConstraints: [], podLabels: { a: 1 }, priorityClassName: "a" }, ""],
    ["kube-proxy", { resources: "100m" }, 'values.resources: the EKS add-on accepts only a map, found "100m"'],
    ["kube-proxy", { ipvs: { scheduler: "lc" }, mode: "ipvs" }, ""],
  ];
  for (const [addon, values, issue] of rows) {
    it(`${issue === "" ? "are accepted" : "are rejected"} in ${addon}: ${JSON.stringify(values)}`, () => {
      const found = issuesOf({ addons: { [addon]: { values } } });
      if (issue === "") expect(found).to.equal("");
      else expect(found).to.contain(`addons.${addon}.${issue}`);
    });
  }
});

describe("version of the snapshot controller", () => {
  const found = (version: string) =>
    oldVersions({ cluster: { version: "1.35" }, addons: { "aws-ebs-csi-driver": { snapshots: { version } } } });

  it("is checked like that of the driver", () => {
    expect(found("v8.6.0-eksbuild.1")).to.deep.equal([]);
    expect(found("v6.3.2-eksbuild.1").map((line) => line.slice(0, 80))).to.deep.equal([
      "addons.aws-ebs-csi-driver.snapshots.version: v6.3.2-eksbuild.1 is older than v8.6.0".slice(0, 80),
    ]);
  });
});
