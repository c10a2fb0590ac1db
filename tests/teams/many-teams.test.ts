import { expect } from "chai";
import { trustOf } from "../harness/mocks/policies";
import { ana, arn, ben, environment, type Teams, types } from "./fixtures";

describe("tenants", () => {
  it("each have their own namespace, network policy, cost tags and a role that platform teams can assume", async () => {
    const { resources } = await environment(
      { platform: { kind: "platform", members: [ben] } },
      { tenants: { template: "silo", names: ["acme", "globex"] }, teamTemplates: { silo: { quota: { pods: 5 } } } },
    );
    const labels = resources.ofType(types.namespace).map(({ inputs }) => inputs.metadata.labels.tenant);
    expect(labels).to.deep.equal(["acme", "globex"]);
    expect(resources.ofType(types.isolation)).to.have.length(2);
    expect(trustOf(resources, "eks-team-acme").Statement[0].Principal).to.deep.equal({ AWS: [ben] });
    expect(resources.named("eks-team-acme", "aws:iam/role:Role").inputs.tags).to.deep.equal({ tenant: "acme", team: "acme" });
  });

  it("have roles that trust their account when there are no platform teams", async () => {
    const { resources } = await environment({}, { tenants: { names: ["acme"] } });
    expect(trustOf(resources, "eks-team-acme").Statement[0].Principal).to.deep.equal({ AWS: ["arn:aws:iam::123456789012:root"] });
  });
});

describe("many teams", () => {
  it("add resources and dependencies linearly", async () => {
    const count = async (teams: number) => {
      const entries = Array.from({ length: teams }, (_, i) => [
        `t${i}`,
        { kind: "application", members: [arn(`role/m${i}`)], network: "isolated" },
      ]);
      const { resources } = await environment(Object.fromEntries(entries) as Teams);
      return {
        resources: resources.all.length,
        dependencies: resources.all.reduce((sum, { dependencies }) => sum + dependencies.length, 0),
      };
    };
    const [one, two, five] = [await count(1), await count(2), await count(5)];
    expect(five.resources - one.resources).to.equal(4 * (two.resources - one.resources));
    expect(five.dependencies - one.dependencies).to.equal(4 * (two.dependencies - one.dependencies));
  });

  it("have unique resource names for any namespaces and service accounts", async () => {
    const { resources } = await environment({
      a: {
        kind: "application",
        members: [ana],
        namespaces: ["b-c", "role"],
        serviceAccounts: { access: { statements: [{ Action: "*", Resource: "*" }] } },
      },
      "a-b": { kind: "application", members: [ana], namespaces: ["c", "limits"] },
      "a-role": { kind: "application", members: [ana], createUsers: ["a-role"] },
      "user-a-role": { kind: "application", members: [ana] },
    });
    const urns = resources.all.map(({ urn }) => urn);
    expect(urns.length).to.equal(new Set(urns).size);
  });

  it("work with Pulumi's stock mocks, where remote components have no outputs", async () => {
    const { resources } = await environment(
      { a: { kind: "application", members: [ana], createUsers: ["joe"], network: "isolated" }, p: { kind: "platform", members: [ben] } },
      { tenants: { names: ["acme"] } },
      { stock: true },
    );
    expect(resources.ofType(types.namespace)).to.have.length(2);
  });

  it("share one ValidatingAdmissionPolicy on pods", async () => {
    const { resources } = await environment({
      a: { kind: "application", members: [ana] },
      b: { kind: "application", members: [ana], accessLevel: "view" },
    });
    expect(resources.only(types.policy).inputs.spec).to.deep.include({ failurePolicy: "Fail" });
  });
});
