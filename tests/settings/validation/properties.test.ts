import { expect } from "chai";
import * as fc from "fast-check";
import { validSettings } from "../../../components/settings/validation/validate-settings";
import { SettingsError } from "../../../components/util/settings-error";
import { fakeCatalog } from "../fake-addon-catalog";

const names = ["tags", "network", "cluster", "iam", "nodePools", "fargate", "addons"] as const;
const check = (sections: Readonly<Record<string, unknown>>, region: unknown = "eu-west-1") =>
  validSettings({ region, defaultName: "shop-dev", sections }, fakeCatalog);

/** Issues of settings; empty if they are valid. Errors other than SettingsError fail the test. */
function issuesOf(sections: Readonly<Record<string, unknown>>, region?: unknown): readonly { path: string; message: string }[] {
  try {
    check(sections, region);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.issues;
    throw error;
  }
}

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/).filter((text) => !text.startsWith("eks-"));
const label = fc.stringMatching(/^[a-z]{1,10}$/);
const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) => fc.record(shape, { requiredKeys: [] });
const role = name.map((text) => `arn:aws:iam::111122223333:role/${text}`);

const pool = fc
  .tuple(
    optional({
      kind: fc.constantFrom("managed", "selfManaged"),
      instanceTypes: fc.constantFrom(["m7g.large"], ["c7g.xlarge", "m7g.large"], ["g5g.xlarge"]),
      capacity: fc.constantFrom("onDemand", "spot"),
      spread: fc.constantFrom("multiZone", "perZone"),
      ami: fc.constantFrom("al2023", "bottlerocket", { id: "ami-1", family: "al2023" }),
      disk: optional({ sizeGiB: fc.integer({ min: 20, max: 16384 }), type: fc.constantFrom("gp2", "gp3") }),
      labels: fc.dictionary(label, label),
      taints: fc.uniqueArray(fc.record({ key: label, value: label, effect: fc.constantFrom("NoSchedule", "NoExecute") }), {
        selector: ({ key }) => key,
      }),
      update: optional({ maxUnavailablePercentage: fc.integer({ min: 1, max: 100 }) }),
    }),
    fc.option(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 5 }), fc.nat()), { nil: undefined }),
  )
  .map(([settings, size]) => {
    if (!size) return settings;
    const [min, more, offset] = size;
    return { ...settings, size: { min, max: min + more, desired: min + (offset % (more + 1)) } };
  });

const valid = optional({
  tags: fc.dictionary(label, label),
  network: optional({
    cidr: fc.constantFrom("10.20.0.0/16", "192.168.0.0/20", "10.0.0.0/24"),
    zones: fc.constantFrom(2, 3, ["eu-west-1c", "eu-west-1a"]),
    nat: fc.constantFrom("single", "perZone"),
    endpoints: fc.constantFrom("private", [], ["s3", "ecr.api"]),
    flowLogs: fc.constantFrom(true, false, { retentionDays: 7 }),
  }),
  cluster: optional({
    name,
    version: fc.constantFrom("1.33", "1.34", "1.35", "1.36"),
    endpoint: fc.constantFrom({}, { public: true }, { private: { cidrs: ["10.9.0.0/16"] } }),
    logs: fc.constantFrom([], ["api"]),
    encryption: fc.boolean(),
    autoMode: fc.constantFrom(true, false, { nodePools: ["system"] }),
    admins: fc.uniqueArray(role),
    identity: fc.constantFrom("irsa", "podIdentity"),
    kubeconfig: optional({ roleArn: role, profile: label }),
  }),
  iam: optional({ path: fc.constant("/eks/") }),
  nodePools: fc.dictionary(name, pool),
  fargate: fc.dictionary(name, fc.record({ selectors: fc.constant([{ namespace: "batch" }]) })),
  addons: optional({ "aws-ebs-csi-driver": fc.constantFrom(true, false, { version: "v3" }) }),
});

describe("validSettings", () => {
  it("accepts valid settings, and returns its own result unchanged", () => {
    fc.assert(
      fc.property(valid, (input) => {
        const { settings } = check(input);
        expect(check({ ...settings }).settings).to.deep.equal(settings);
      }),
    );
  });

  it("never changes its input", () => {
    fc.assert(
      fc.property(valid, (input) => {
        const before = structuredClone(input);
        check(input);
        expect(input).to.deep.equal(before);
      }),
    );
  });

  it("reports random values with one-line issues in every invalid section", () => {
    const garbage = fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }), fc.jsonValue());
    fc.assert(
      fc.property(fc.subarray([...names], { minLength: 1 }), fc.array(garbage, { minLength: 7, maxLength: 7 }), (chosen, values) => {
        const sections = Object.fromEntries(chosen.map((section, index) => [section, values[index]]));
        const found = issuesOf(sections);
        for (const { path, message } of found) {
          expect(path).to.match(/^[^\n\r]+$/);
          expect(message).to.match(/^[^\n\r]+$/);
        }
        for (const section of chosen) {
          const value = sections[section];
          const isNotMap = value !== undefined && value !== "" && (typeof value !== "object" || Array.isArray(value));
          if (isNotMap) expect(found.map(({ path }) => path)).to.include(section);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("reports random values inside valid settings with one-line issues", () => {
    const injected = fc.tuple(valid, fc.constantFrom(...names), fc.string(), fc.oneof(fc.anything(), fc.jsonValue()));
    fc.assert(
      fc.property(injected, ([input, section, key, value]) => {
        const sections = { ...input, [section]: { ...(input[section] as object | undefined), [key]: value } };
        for (const { path, message } of issuesOf(sections)) {
          expect(path).to.match(/^[^\n\r]+$/);
          expect(message).to.match(/^[^\n\r]+$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("rejects every value that is not a region", () => {
    fc.assert(
      fc.property(
        fc.anything().filter((value) => value !== undefined),
        (region) => {
          expect(issuesOf({}, region).map(({ path }) => path)).to.deep.equal(["region"]);
        },
      ),
    );
  });
});
