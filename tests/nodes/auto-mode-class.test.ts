import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { autoModeClassSpec } from "../../components/nodes/auto-mode-class";
import { autoModePool } from "../../components/settings/schema/auto-mode";
import { iam } from "../../components/settings/schema/iam";
import type { AutoModePoolSettings } from "../../components/settings/types";
import { nodeClassIssues } from "../harness/crds/node-class";

const pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const context = { clusterName: "shop", region: "us-east-1", partition: "aws", tags: { owner: "platform" }, iam: iam.parse({}) } as never;

function specOf(pool: object, resources: { readonly efaSecurityGroupId?: string; readonly placementGroup?: string } = {}) {
  const settings = autoModePool.parse(pool) as AutoModePoolSettings;
  const spec = autoModeClassSpec(settings, { context, roleName: "nodes", securityGroupId: "sg-1", podSubnetIds: [], ...resources });
  expect(nodeClassIssues({ apiVersion: "eks.amazonaws.com/v1", kind: "NodeClass", metadata: { name: "a" }, spec })).to.deep.equal([]);
  return spec as Record<string, unknown>;
}

describe("NodeClass of EKS Auto Mode", () => {
  const cases: readonly [what: string, pool: object, expected: object][] = [
    ["AMIs with FIPS modules", { fips: true }, { advancedSecurity: { fips: true } }],
    ["single addresses", { prefixDelegation: false }, { advancedNetworking: { ipv4PrefixSize: "32" } }],
    ["the addresses of pods", { snatPolicy: "disabled" }, { snatPolicy: "Disabled" }],
    [
      "a proxy, but not for what each node needs",
      { httpsProxy: "http://192.0.2.4:3128", noProxy: [".example.com", "localhost"] },
      {
        advancedNetworking: {
          httpsProxy: "http://192.0.2.4:3128",
          noProxy: ["localhost", "127.0.0.1", "169.254.169.254", ".internal", ".eks.amazonaws.com", ".example.com"],
        },
      },
    ],
    [
      "certificates in base64",
      { certificateBundles: { proxy: pem } },
      { certificateBundles: [{ name: "proxy", data: Buffer.from(pem).toString("base64") }] },
    ],
    ["reservations", { capacityTypes: ["reserved"], reservations: ["cr-1"] }, { capacityReservationSelectorTerms: [{ id: "cr-1" }] }],
  ];
  for (const [what, pool, expected] of cases)
    it(`has ${what}`, () => {
      expect(specOf(pool)).to.deep.include(expected);
    });

  it("has none of the optional fields by default", () => {
    expect(specOf({})).to.have.all.keys("role", "subnetSelectorTerms", "securityGroupSelectorTerms", "ephemeralStorage", "tags");
  });

  it("has EFA interfaces, and addresses for all pods on the first one", () => {
    const pool = { efa: true, placementGroup: "cluster", instanceTypes: ["c6in.32xlarge"], zones: ["us-east-1a"], limits: { cpu: 512 } };
    const spec = specOf(pool, { efaSecurityGroupId: "sg-2", placementGroup: "group" });
    expect(spec.advancedNetworking).to.deep.equal({
      networkInterfaces: [
        { networkCardIndex: 0, deviceIndex: 0, interfaceType: "interface", secondaryIPv4PrefixCount: 7 },
        { networkCardIndex: 0, deviceIndex: 1, interfaceType: "efa-only" },
        { networkCardIndex: 1, deviceIndex: 0, interfaceType: "efa-only" },
      ],
    });
    expect(spec.securityGroupSelectorTerms).to.deep.equal([{ id: "sg-1" }, { id: "sg-2" }]);
    expect(spec.placementGroupSelector).to.deep.equal({ name: "group" });
  });

  it("is one that EKS takes in every recorded stack", () => {
    const folder = path.join(__dirname, "../fixtures/state");
    const recorded = readdirSync(folder).filter((file) => file.endsWith(".inputs.json"));
    const classes = recorded.flatMap((file) => {
      const inputs = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Record<string, unknown>;
      return Object.entries(inputs).flatMap(([urn, object]) => (urn.includes("eks.amazonaws.com/v1:NodeClass::") ? [object] : []));
    });
    expect(classes).not.to.be.empty;
    for (const object of classes) expect(nodeClassIssues(object), JSON.stringify(object)).to.deep.equal([]);
  });
});

describe("check of NodeClasses", () => {
  it("finds unknown fields, wrong values and tags of EKS", () => {
    const spec = {
      role: "nodes",
      subnetSelectorTerms: [{ id: "subnet-1" }],
      securityGroupSelectorTerms: [{}],
      snatPolicy: "random",
      tags: { "eks:a": "b" },
      userData: "",
    };
    const found = nodeClassIssues({ apiVersion: "eks.amazonaws.com/v1", kind: "NodeClass", metadata: { name: "a" }, spec });
    expect(found.map((line) => line.slice(0, line.indexOf(":")))).to.have.members([
      "spec.securityGroupSelectorTerms.0",
      "spec.snatPolicy",
      "spec.tags",
      "spec",
    ]);
  });
});
