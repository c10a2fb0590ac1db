import { expect } from "chai";
import * as fc from "fast-check";
import type { SettingsInput } from "../../../../components";
import type { Resources } from "../../../harness/mocks/mocks";
import { ana, environment, type Teams } from "../../../teams/fixtures";

type SharedAlb = true | Readonly<Record<string, unknown>>;

const application = (more: object = {}): Teams[string] => ({ kind: "application", members: [ana], ...more });
const [open, isolated] = [application(), application({ network: "isolated" })];

function stack(sharedAlb: SharedAlb, more: SettingsInput = {}): SettingsInput {
  return { ...more, addons: { "aws-load-balancer-controller": { sharedAlb }, ...more.addons } as SettingsInput["addons"] };
}

async function deployed(teams: Teams, sharedAlb: SharedAlb = true, more: SettingsInput = {}) {
  return environment(teams, stack(sharedAlb, more));
}

const classType = "kubernetes:networking.k8s.io/v1:IngressClass";
const paramsType = "kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams";
const valuesOf = (resources: Resources) =>
  resources.named("eks-aws-load-balancer-controller", "kubernetes:helm.sh/v3:Release").inputs.values;

describe("sharedAlb", () => {
  it("creates an IngressClass with its own load balancer for each team when a team is isolated", async () => {
    const { resources, outputs } = await deployed({ acme: isolated, burnham: open });
    for (const team of ["acme", "burnham"]) {
      const params = resources.named(`eks-team-${team}-ingress-class`, paramsType);
      expect(params.inputs.metadata).to.deep.equal({ name: `team-${team}` });
      expect(params.inputs.spec).to.deep.equal({
        scheme: "internet-facing",
        targetType: "ip",
        inboundCIDRs: ["0.0.0.0/0"],
        group: { name: `team-${team}` },
        namespaceSelector: { matchLabels: { "eks-blueprints/team": team } },
      });
      const ingressClass = resources.named(`eks-team-${team}-ingress-class`, classType);
      expect(ingressClass.inputs).to.deep.include({
        metadata: { name: `team-${team}` },
        spec: {
          controller: "ingress.k8s.aws/alb",
          parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name: `team-${team}` },
        },
      });
      const namespace = resources.named(`eks-team-${team}.team-${team}`, "kubernetes:core/v1:Namespace");
      expect(resources.waitsFor(namespace, ingressClass)).to.equal(true);
      expect(resources.waitsFor(params, resources.named("eks-aws-load-balancer-controller", "kubernetes:helm.sh/v3:Release"))).to.equal(
        true,
      );
      expect(outputs.teams[team]!.ingressClass).to.equal(`team-${team}`);
    }
    expect(valuesOf(resources).ingressClassParams.spec).to.deep.include({
      group: { name: "shared" },
      namespaceSelector: { matchExpressions: [{ key: "eks-blueprints/team", operator: "DoesNotExist" }] },
    });
  });

  it("uses one load balancer when no team is isolated or `perTeam` is false", async () => {
    for (const [teams, sharedAlb] of [
      [{ acme: open, burnham: open }, true],
      [{ acme: isolated, burnham: open }, { perTeam: false }],
    ] as const) {
      const { resources, outputs } = await deployed(teams, sharedAlb);
      expect(resources.ofType(classType)).to.deep.equal([]);
      expect(valuesOf(resources).ingressClassParams.spec).to.not.have.property("namespaceSelector");
      expect(outputs.teams.acme).to.not.have.property("ingressClass");
    }
  });

  it("rejects Ingresses of a team that name another team's class, by a ValidatingAdmissionPolicy", async () => {
    const { resources } = await deployed({ acme: isolated, burnham: open });
    const policy = resources.named("eks-team-ingresses", "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy");
    expect(policy.inputs.spec.matchConstraints.resourceRules).to.deep.equal([
      { apiGroups: ["networking.k8s.io"], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"], resources: ["ingresses"] },
    ]);
    const { resources: shared } = await deployed({ acme: isolated }, { perTeam: false });
    expect(shared.ofType("kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy")).to.have.length(1);
  });

  it("disables the annotations by which Ingresses could bypass their class", async () => {
    const flags = { disableIngressGroupNameAnnotation: true, disableIngressClassAnnotation: true };
    for (const perTeam of [true, false]) {
      expect(valuesOf((await deployed({ acme: isolated }, { perTeam })).resources)).to.include(flags);
    }
    const { resources } = await environment({ acme: isolated }, { addons: { "aws-load-balancer-controller": true } });
    expect(valuesOf(resources)).to.not.have.any.keys(...Object.keys(flags));
  });

  it("uses the same certificates, CIDRs and scheme for every class", async () => {
    const certificate = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
    const sharedAlb = { perTeam: true, scheme: "internal", inboundCidrs: ["10.0.0.0/8"], certificateArns: [certificate] };
    const { resources } = await deployed({ acme: open }, sharedAlb);
    const { group, namespaceSelector, ...own } = resources.only(paramsType).inputs.spec;
    const { group: _group, namespaceSelector: _selector, ...common } = valuesOf(resources).ingressClassParams.spec;
    expect(own).to.deep.equal(common);
    expect(own).to.deep.include({ scheme: "internal", certificateArn: [certificate], sslRedirectPort: "443" });
    expect([group, namespaceSelector]).to.deep.equal([{ name: "team-acme" }, { matchLabels: { "eks-blueprints/team": "acme" } }]);
  });

  it("serves samples by the team's class, from the load balancers' subnets", async () => {
    const sample = application({ samples: { web: true } });
    const cidrs = async (sharedAlb: SharedAlb) => {
      const { resources } = await deployed({ acme: sample }, sharedAlb);
      const { ingressClassName } = resources.only("kubernetes:networking.k8s.io/v1:Ingress").inputs.spec;
      const { from } = resources.only("kubernetes:networking.k8s.io/v1:NetworkPolicy").inputs.spec.ingress[0];
      return { ingressClassName, sources: from.length };
    };
    expect(await cidrs({ perTeam: true })).to.deep.equal({ ingressClassName: "team-acme", sources: 3 });
    expect(await cidrs({ perTeam: false })).to.deep.equal({ ingressClassName: "alb", sources: 3 });
    expect(await cidrs({ perTeam: true, scheme: "internal" })).to.deep.equal({ ingressClassName: "team-acme", sources: 5 });
  });

  it("passes each team's class to GitOps", async () => {
    const gitops = { engine: "flux", repo: "https://github.com/example/clusters" } as const;
    const { resources } = await deployed({ acme: isolated }, true, { gitops });
    const environmentData = resources.named("eks-gitops-environment", "kubernetes:core/v1:ConfigMap").inputs.data;
    expect(environmentData).to.include({ team_acme_ingress_class: "team-acme" });
  });

  it("rejects `perTeam` when GitOps manages the controller, and creates no classes by default then", async () => {
    const gitops: SettingsInput["gitops"] = {
      engine: "flux",
      repo: "https://github.com/example/clusters",
      addons: ["aws-load-balancer-controller"],
    };
    const error = await deployed({ acme: isolated }, { perTeam: true }, { gitops }).catch((error: Error) => error.message);
    expect(error).to.include("remove `aws-load-balancer-controller` from `gitops.addons`");
    const { resources } = await deployed({ acme: isolated }, true, { gitops });
    expect(resources.ofType(classType)).to.deep.equal([]);
  });

  describe("findings", () => {
    const rulesOf = async (teams: Teams, sharedAlb: SharedAlb) => {
      const { warnings } = await deployed(teams, sharedAlb);
      return warnings.flatMap((text) => /^\[(shared-alb|alb-[a-z-]+)\]/.exec(text)?.[1] ?? []);
    };
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, number) => [`t${number}`, open]));

    const rows: readonly (readonly [string, Teams, SharedAlb, readonly string[]])[] = [
      ["one team on a shared load balancer", { acme: open }, true, []],
      ["several teams on a shared load balancer", { acme: open, burnham: open }, true, ["shared-alb"]],
      ["several teams with `perTeam: false`", { acme: isolated, burnham: open }, { perTeam: false }, ["shared-alb"]],
      ["teams that no longer share by default", { acme: isolated, burnham: open }, true, ["alb-per-team"]],
      ["teams that do not share", { acme: isolated, burnham: open }, { perTeam: true }, []],
      ["more teams than the load balancer quota", many, { perTeam: true }, ["alb-quota"]],
    ];
    for (const [what, teams, sharedAlb, rules] of rows) {
      it(`reports ${rules.join() || "nothing"} for ${what}`, async () => expect(await rulesOf(teams, sharedAlb)).to.deep.equal(rules));
    }
  });

  it("never puts two teams on one load balancer when each has its own", async () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(names, async (teams) => {
        const { resources } = await deployed(Object.fromEntries(teams.map((team) => [team, isolated])));
        const specs = resources.ofType(paramsType).map(({ inputs }) => inputs.spec);
        const groups = [...specs.map(({ group }) => group.name), valuesOf(resources).ingressClassParams.spec.group.name];
        expect(new Set(groups).size).to.equal(teams.length + 1);
        expect(specs.map(({ namespaceSelector }) => namespaceSelector.matchLabels["eks-blueprints/team"]).sort()).to.deep.equal(
          [...teams].sort(),
        );
      }),
      { numRuns: 5 },
    );
  });
});
