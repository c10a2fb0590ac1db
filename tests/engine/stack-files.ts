// Arbitrary stack files for property tests: optional sections with values that are valid together.
import * as fc from "fast-check";
import { stringify } from "yaml";

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) => fc.record(shape, { requiredKeys: [] });
const name = fc.stringMatching(/^[a-z]{2,8}$/);

const network = optional({
  zones: fc.constantFrom(2, 3),
  nat: fc.constantFrom("single", "perZone"),
  endpoints: fc.constantFrom([], ["s3"], ["s3", "ecr.api", "ecr.dkr"]),
  flowLogs: fc.constantFrom(true, false, { retentionDays: 7 }),
});
const cluster = optional({
  version: fc.constantFrom("1.34", "1.35"),
  logs: fc.constantFrom([], ["api"]),
  encryption: fc.boolean(),
  identity: fc.constantFrom("irsa", "podIdentity"),
  zonalShift: fc.boolean(),
  deletionProtection: fc.boolean(),
});
const pool = optional({
  kind: fc.constantFrom("managed", "selfManaged"),
  capacity: fc.constantFrom("onDemand", "spot"),
  ami: fc.constantFrom("al2023", "bottlerocket"),
  spread: fc.constantFrom("multiZone", "perZone"),
});
const team = fc.record({
  kind: fc.constant("application"),
  createUsers: fc.constant(["dev"]),
  network: fc.constantFrom("open", "isolated"),
});

/** The text of a stack file. */
export const stackFile = fc
  .record({
    network,
    cluster,
    nodePools: fc.dictionary(name, pool, { minKeys: 1, maxKeys: 3 }),
    addons: optional({ "aws-ebs-csi-driver": fc.boolean(), "metrics-server": fc.boolean(), "cluster-autoscaler": fc.boolean() }),
    teams: fc.dictionary(name, team, { maxKeys: 2 }),
  })
  .map((sections) => {
    const own = Object.entries(sections).map(([section, value]) => [`eks-blueprints:${section}`, value]);
    return stringify({ config: { "aws:region": "eu-west-1", ...Object.fromEntries(own) } });
  });
