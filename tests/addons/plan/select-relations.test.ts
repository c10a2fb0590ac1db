import { expect } from "chai";
import { z } from "zod";
import type { Addon } from "../../../components/addons/addon";
import { commonOptions } from "../../../components/addons/catalog/common/options";
import { select } from "../../../components/addons/plan/select";
import { type Changes, profileOf } from "../fixtures";

describe("relations between add-ons", () => {
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

  it("enable required add-ons automatically and report it", () => {
    const declared = [addon("vpc-cni"), addon("coredns", { requires: ["vpc-cni"] })];
    const { addons, findings } = select(declared, { coredns: options }, profileOf());
    expect(addons).to.deep.equal({
      "vpc-cni": { version: "v1.22.4-eksbuild.3", values: {} },
      coredns: { version: "v1.13.2-eksbuild.21", values: {} },
    });
    expect(findings).to.deep.equal([
      {
        rule: "addon-required",
        level: "information",
        path: "addons.vpc-cni",
        message: "enabled automatically because `coredns` requires it",
        fix: "",
        source: [],
      },
    ]);
  });

  it("reject disabling a required add-on", () => {
    const declared = [addon("vpc-cni"), addon("coredns", { requires: ["vpc-cni"] })];
    const { issues } = select(declared, { coredns: options, "vpc-cni": false }, profileOf());
    expect(issues).to.deep.equal([
      { path: "addons.vpc-cni", message: "cannot be false, because `coredns` requires it; remove one of the two keys" },
    ]);
  });

  it("reject an add-on that requires an incompatible one", () => {
    const declared = [
      addon("vpc-cni", { incompatibleWith: () => "is not for here; remove the key" }),
      addon("coredns", { requires: ["vpc-cni"] }),
    ];
    const { issues } = select(declared, { coredns: options }, profileOf());
    expect(issues).to.deep.equal([{ path: "addons.coredns", message: "requires `vpc-cni`: is not for here; remove the key" }]);
  });

  it("treat add-ons of Auto Mode as present", () => {
    const declared = [addon("vpc-cni", { providedByAutoMode: true }), addon("coredns", { requires: ["vpc-cni"] })];
    const { addons, issues } = select(declared, { coredns: options }, profileOf({ nodePools: {}, cluster: { autoMode: true } }));
    expect(issues).to.be.empty;
    expect(Object.keys(addons)).to.deep.equal(["coredns"]);
  });

  it("name the missing options of a required add-on", () => {
    const zones = z.strictObject({ ...commonOptions.chart, zones: z.array(z.string()) });
    const declared = [addon("vpc-cni", { options: zones }), addon("coredns", { requires: ["vpc-cni"] })];
    expect(select(declared, { coredns: options }, profileOf()).issues).to.deep.equal([
      { path: "addons.coredns", message: "requires `vpc-cni`, which has required options; set `addons.vpc-cni.zones`" },
    ]);
  });

  it("let add-ons validate and warn about the other selected add-ons", () => {
    const coredns = addon("coredns", {
      validate: (_options, _facts, selected) => (selected.has("kube-proxy") ? "cannot see kube-proxy" : undefined),
      warn: (_options, _facts, selected) => (selected.has("vpc-cni") ? undefined : { message: "is lonely", fix: "turn `vpc-cni` on" }),
    });
    const declared = [addon("vpc-cni"), addon("kube-proxy"), coredns];
    const alone = select(declared, { coredns: options }, profileOf());
    expect(alone.findings).to.deep.equal([
      {
        rule: "addon-advice",
        level: "advisory",
        path: "addons.coredns",
        message: "is lonely",
        fix: "turn `vpc-cni` on",
        source: [],
      },
    ]);
    expect(alone.issues).to.be.empty;
    const { issues, findings } = select(declared, { coredns: options, "vpc-cni": options, "kube-proxy": options }, profileOf());
    expect(findings).to.be.empty;
    expect(issues).to.deep.equal([{ path: "addons.coredns", message: "cannot see kube-proxy" }]);
  });

  it("report a warning at an add-on's key with its own rule and level", () => {
    const warning = {
      rule: "lonely",
      level: "mandatory",
      at: ["values", "a.b"],
      message: "is lonely",
      fix: "do it",
      source: ["cis-1"],
    } as const;
    const { findings } = select(
      [addon("coredns", { warn: () => [warning, { message: "is old", fix: "renew it" }] })],
      { coredns: options },
      profileOf(),
    );
    const { at, ...given } = warning;
    expect(findings).to.deep.equal([
      { ...given, path: 'addons.coredns.values["a.b"]' },
      { rule: "addon-advice", level: "advisory", source: [], path: "addons.coredns", message: "is old", fix: "renew it" },
    ]);
  });

  it("reject images from registries that are out of reach without NAT, and name these", () => {
    const declared = [addon("coredns", { registries: () => ["quay.io", "ghcr.io"] })];
    const network = { nat: "none", endpoints: "private" } as const;
    const issuesFor = (changes: Changes) => select(declared, { coredns: options }, profileOf(changes)).issues;
    expect(issuesFor({ network })).to.deep.equal([
      {
        path: "addons.coredns",
        message:
          "pulls images from quay.io and ghcr.io, unreachable for nodes without NAT; let the stack create an ECR pull-through cache (`images.cache`), add a mirror in " +
          "`eks-blueprints:images.registries`, such as { quay.io: 111122223333.dkr.ecr.<region>.amazonaws.com/quay }, or set `network.nat: single`",
      },
    ]);
    const registries = { "quay.io": "mirror.example/quay" };
    expect(issuesFor({ network, images: { registries } })[0]!.message).to.include("pulls images from ghcr.io, unreachable");
    expect(issuesFor({ network, images: { registries: { ...registries, "ghcr.io": "mirror.example" } } })).to.be.empty;
    expect(issuesFor({})).to.be.empty;
    const existing = { vpcId: "vpc-1", privateSubnetIds: ["subnet-a"], publicSubnetIds: [] };
    expect(issuesFor({ network: { ...network, existing } }), "how an existing VPC goes out is not known").to.be.empty;
  });

  it("detect a conflict that either add-on declares, in either order", () => {
    for (const conflicting of [
      [addon("vpc-cni", { conflicts: ["coredns"] }), addon("coredns")],
      [addon("vpc-cni"), addon("coredns", { conflicts: ["vpc-cni"] })],
    ]) {
      for (const declared of [conflicting, [...conflicting].reverse()]) {
        const requests: readonly Record<string, typeof options>[] = [
          { "vpc-cni": options, coredns: options },
          { coredns: options, "vpc-cni": options },
        ];
        for (const both of requests) expect(select(declared, both, profileOf()).issues).to.have.length(1);
        expect(select(declared, { coredns: options }, profileOf()).issues).to.be.empty;
      }
    }
  });
});
