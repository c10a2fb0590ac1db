import { expect } from "chai";
import * as fc from "fast-check";
import { planAccess } from "../../components/cluster/access-policies";

const policies = ["view", "edit", "admin", "clusterAdmin"] as const;
const principal = fc.constantFrom("role/Admin", "role/teams/Dev", "user/kim", "role/Audit").map((id) => `arn:aws:iam::123456789012:${id}`);
const names = fc.uniqueArray(fc.constantFrom<string>("default", "web", "batch"));
const entry = fc.record({ principal, policy: fc.constantFrom(...policies), namespaces: names, groups: names });
const accessSettings = fc.record({
  admins: fc.array(principal),
  access: fc.dictionary(fc.constantFrom("one", "two", "three", "four", "five"), entry),
});

describe("planAccess", () => {
  it("makes admins administrators of the whole cluster", () => {
    expect(planAccess({ admins: ["arn:aws:iam::123456789012:role/path/Admin"], access: {} })).to.deep.equal([
      {
        key: "123456789012-role/path/Admin",
        principal: "arn:aws:iam::123456789012:role/path/Admin",
        groups: [],
        policies: [{ policy: "clusterAdmin" }],
      },
    ]);
  });

  it("merges several entries of one principal", () => {
    const dev = "arn:aws-cn:iam::123456789012:role/Dev";
    const access = {
      web: { principal: dev, policy: "edit" as const, namespaces: ["web"], groups: ["developers"] },
      batch: { principal: dev, policy: "edit" as const, namespaces: ["web", "batch"], groups: ["batch", "developers"] },
      look: { principal: dev, policy: "view" as const, namespaces: [], groups: [] },
      again: { principal: dev, policy: "view" as const, namespaces: ["web"], groups: [] },
    };
    expect(planAccess({ admins: [], access })).to.deep.equal([
      {
        key: "123456789012-role/Dev",
        principal: dev,
        groups: ["batch", "developers"],
        policies: [{ policy: "edit", namespaces: ["batch", "web"] }, { policy: "view" }],
      },
    ]);
  });

  it("returns one entry per principal and one association per principal and policy", () => {
    fc.assert(
      fc.property(accessSettings, (settings) => {
        const plan = planAccess(settings);
        const configured = [...settings.admins, ...Object.values(settings.access).map((each) => each.principal)];
        expect(plan.map(({ principal }) => principal)).to.have.members([...new Set(configured)]);
        expect(new Set(plan.map(({ key }) => key))).to.have.lengthOf(plan.length);
        for (const entry of plan) expect(new Set(entry.policies.map(({ policy }) => policy))).to.have.lengthOf(entry.policies.length);
      }),
    );
  });

  it("grants exactly the configured policies", () => {
    const granted = (settings: Parameters<typeof planAccess>[0], grantee: string, policy: string, namespace: string) =>
      planAccess(settings).some(
        (entry) =>
          entry.principal === grantee &&
          entry.policies.some((each) => each.policy === policy && (each.namespaces?.includes(namespace) ?? true)),
      );
    fc.assert(
      fc.property(
        accessSettings,
        principal,
        fc.constantFrom(...policies),
        fc.constantFrom("default", "web", "other"),
        (settings, grantee, policy, namespace) => {
          const configured =
            (policy === "clusterAdmin" && settings.admins.includes(grantee)) ||
            Object.values(settings.access).some(
              (each) =>
                each.principal === grantee &&
                each.policy === policy &&
                (each.namespaces.length === 0 || each.namespaces.includes(namespace)),
            );
          expect(granted(settings, grantee, policy, namespace)).to.equal(configured);
        },
      ),
    );
  });

  it("does not depend on names and order of the entries", () => {
    fc.assert(
      fc.property(accessSettings, (settings) => {
        const renamed = Object.fromEntries(Object.values(settings.access).map((each, index) => [`name-${index}`, each]));
        const sorted = (plan: ReturnType<typeof planAccess>) =>
          plan
            .map((entry) => ({ ...entry, policies: [...entry.policies].sort((a, b) => a.policy.localeCompare(b.policy)) }))
            .sort((a, b) => a.key.localeCompare(b.key));
        const reversed = Object.fromEntries(Object.entries(renamed).reverse());
        expect(sorted(planAccess({ ...settings, access: reversed }))).to.deep.equal(sorted(planAccess(settings)));
      }),
    );
  });

  it("keeps the user name and the type of an entry", () => {
    const [ops, nodes] = ["Ops", "Nodes"].map((role) => `arn:aws:iam::123456789012:role/${role}`) as [string, string];
    const access = {
      ops: { principal: ops, policy: "view" as const, namespaces: [], groups: [], username: "ops" },
      more: { principal: ops, policy: "edit" as const, namespaces: ["web"], groups: [] },
      nodes: { principal: nodes, namespaces: [], groups: [], type: "EC2_LINUX" as const },
    };
    const planned = planAccess({ admins: [], access });
    expect(planned.map(({ username, type }) => [username, type])).to.deep.equal([
      ["ops", undefined],
      [undefined, "EC2_LINUX"],
    ]);
  });
});
