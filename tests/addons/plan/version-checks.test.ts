import { expect } from "chai";
import * as fc from "fast-check";
import { parseSettings, type SettingsInput } from "../../../components";
import { minimumVersions } from "../../../components/addons/minimum-versions";
import { addonVersions } from "../../../components/addons/versions";
import { requiredOptions } from "../../../scripts/required-options";
import { caseSections, issuesOf } from "../../environment/counterparts/fixtures";

const paths = (input: Readonly<Record<string, unknown>>) =>
  issuesOf(input)
    .split("\n")
    .filter(Boolean)
    .map((line) => line.slice(0, line.indexOf(": ")));

function oldVersions(sections: Readonly<Record<string, unknown>>): string[] {
  const { findings } = parseSettings({ region: "eu-west-1", ...sections } as SettingsInput & { region: string });
  return findings.filter(({ rule }) => rule === "addon-version-old").map(({ path, message }) => `${path}: ${message}`);
}

describe("minimum versions of add-ons", () => {
  it("reject charts older than the objects and permissions that are created for them", () => {
    const names = ["karpenter", "aws-load-balancer-controller", "external-secrets", "argocd", "velero"];
    const { addons } = caseSections("addon-version-too-old") as { addons: Record<string, unknown> };
    for (const name of names) expect(paths({ addons: { [name]: addons[name] } }), name).to.deep.equal([`addons.${name}.version`]);
    expect(issuesOf({ addons: { karpenter: { version: "0.37.0" } } })).to.equal(
      "addons.karpenter.version: expected 1.0.0 or newer, found 0.37.0: NodePools and EC2NodeClasses are objects of API version v1; remove it to use the pinned version",
    );
  });

  it("are met by the pinned versions", () => {
    const number = (version: string) => version.replace(/^v/, "").split(/[.-]/).slice(0, 3).map(Number);
    for (const [name, { version }] of Object.entries(minimumVersions)) {
      const { chart, eksAddon = {} } = addonVersions[name as keyof typeof addonVersions];
      for (const pinned of [...(chart ? [chart] : []), ...Object.values(eksAddon).map(([each]) => each)]) {
        const [own, least] = [number(pinned), number(version)];
        const differing = own.findIndex((part, index) => part !== least[index]);
        expect(differing < 0 || own[differing]! > least[differing]!, `${name} ${pinned}`).to.equal(true);
      }
    }
  });

  it("separate accepted from rejected versions, for each add-on that has one", () => {
    const triple = fc.tuple(fc.nat(15), fc.nat(40), fc.nat(10));
    fc.assert(
      fc.property(fc.constantFrom(...Object.entries(minimumVersions)), triple, ([name, { version }], [major, minor, patch]) => {
        const eks = addonVersions[name as keyof typeof addonVersions].eksAddon !== undefined;
        const own = [major, minor, patch];
        const least = version.split(".").map(Number);
        const differing = own.findIndex((part, index) => part !== least[index]);
        const older = differing >= 0 && own[differing]! < least[differing]!;
        const written = eks ? `v${own.join(".")}-eksbuild.1` : own.join(".");
        const options = { ...((requiredOptions as Readonly<Record<string, object>>)[name] ?? {}), version: written };
        expect(paths({ addons: { [name]: options } }).includes(`addons.${name}.version`)).to.equal(older);
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

  it("are judged by the minor for the Kubernetes version of the stack", () => {
    const coredns = { version: "v1.11.4-eksbuild.2" };
    expect(oldVersions({ cluster: { version: "1.32" }, addons: { coredns } })).to.deep.equal([]);
    expect(oldVersions({ cluster: { version: "1.35" }, addons: { coredns } })).to.have.length(1);
    for (const version of ["default", "latest"]) expect(oldVersions({ addons: { coredns: { version } } }), version).to.deep.equal([]);
  });
});

describe("values whose type an EKS add-on fixes", () => {
  it("are rejected as numbers and booleans in the environment of vpc-cni", () => {
    expect(issuesOf(caseSections("cni-env-number"))).to.equal(
      'addons.vpc-cni: `values.env.WARM_IP_TARGET`: the EKS add-on accepts only strings, found 5; write "5"',
    );
    const withEnv = (value: unknown) => issuesOf({ addons: { "vpc-cni": { values: { env: { AWS_VPC_K8S_CNI_EXTERNALSNAT: value } } } } });
    expect(withEnv(true)).to.contain('write "true"');
    expect(withEnv("true")).to.equal("");
  });
});
