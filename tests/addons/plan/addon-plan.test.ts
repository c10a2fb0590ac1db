import { expect } from "chai";
import * as fc from "fast-check";
import { addons } from "../../../components/addons/catalog";
import type { AddonName } from "../../../components/addons/names";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { endpointNames, privateEndpoints } from "../../../components/reference/vpc-endpoints";
import { requiredOptions } from "../../../scripts/required-options";
import { pool, profileOf, stack } from "../fixtures";
import { selection } from "./selection";

type Requested = Readonly<Record<string, true | Readonly<Record<string, unknown>>>>;

/** Mirrors of all registries of the add-ons. */
const hosts = addons.flatMap((addon) => addon.registries?.(addon.options.parse(requiredOptions[addon.name] ?? {}), profileOf()) ?? []);
const images = { registries: Object.fromEntries(hosts.map((host) => [host, "mirror.example"])) };

const workspaceId = "ws-0123abcd-0123-4567-89ab-0123456789ab";
const optionsWithCalls: Partial<Record<AddonName, Readonly<Record<string, unknown>>>> = {
  "external-secrets": { secrets: ["shop/*"], parameters: ["/shop/*"] },
  prometheus: { remoteWrite: { workspaceId } },
};
const requestFor = (name: AddonName): Requested => ({ [name]: optionsWithCalls[name] ?? requiredOptions[name] ?? true });

/** Issues and findings of a stack without NAT, except those on Route 53, which has no endpoint. */
function networkMessages(requested: Requested, endpoints: "private" | readonly string[]): string[] {
  const { issues, findings } = selection(requested, { images, network: { nat: "none", endpoints: endpoints as "private" } });
  return [...issues, ...findings]
    .map(({ message }) => message)
    .filter((message) => /NAT|endpoint/.test(message) && !/Route 53|price list/.test(message));
}

/** The AWS services that a stack's add-ons call in addition to those of every cluster and of Session Manager. */
function additionalServices(requested: Requested): string[] {
  const { awsServices } = selection(requested, {
    images,
    nodePools: { general: pool({ ssm: false }) },
    network: { nat: "none", endpoints: "private" },
  }).plan();
  return awsServices.filter((service) => !privateEndpoints.includes(service));
}

describe("AddonPlan.awsServices", () => {
  for (const [name, services] of [
    ["aws-efs-csi-driver", ["elasticfilesystem"]],
    ["aws-fsx-csi-driver", ["fsx"]],
    ["secrets-store-csi-driver", ["secretsmanager"]],
    ["external-secrets", ["secretsmanager"]],
    ["adot", ["xray"]],
    ["amazon-cloudwatch-observability", ["monitoring", "xray"]],
    ["prometheus", ["aps-workspaces"]],
  ] as const) {
    it(`returns ${services.join(" and ")} for ${name}`, () => {
      expect(additionalServices(requestFor(name))).to.have.members(services);
    });
  }

  it("returns only services of every private cluster for add-ons and options that call no others", () => {
    expect(additionalServices({ "aws-load-balancer-controller": true, "cluster-autoscaler": true, "fluent-bit": true })).to.be.empty;
    expect(additionalServices({ adot: { traces: false }, "external-secrets": true, prometheus: true })).to.be.empty;
  });

  for (const { name } of addons) {
    it(`covers ${name}: no issues with \`endpoints: private\` or with a list of the called services`, () => {
      const requested = requestFor(name);
      expect(networkMessages(requested, "private")).to.deep.equal([]);
      const { awsServices } = selection(requested, { images }).plan();
      expect(networkMessages(requested, [...privateEndpoints, ...awsServices])).to.deep.equal([]);
    });
  }

  it("returns only services that have endpoints", () => {
    const all = addons.flatMap((addon) => [
      ...(addon.awsServices ?? []),
      ...(addon.optionalAwsServices?.(addon.options.parse(requiredOptions[addon.name] ?? {})) ?? []),
    ]);
    expect(endpointNames).to.include.members(all);
  });
});

describe("AddonPlan", () => {
  const onFargate = { nodePools: {}, fargate: { system: { selectors: [{ namespace: "kube-system", labels: {} }] } } };
  const chart = { chart: "web", repo: "https://charts.example", version: "1.0.0" };

  it("orders add-ons, nodes and node drain for any selection without issues", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...addons.map(({ name }) => name))), fc.constantFrom({}, onFargate), (names, changes) => {
        const selected = selection(Object.assign({}, ...names.map(requestFor)), changes);
        if (selected.issues.length > 0) return;
        const { steps, enabled } = selected.plan();
        const order = steps.map(({ name }) => name);
        expect(order).to.have.members([...enabled.keys(), "nodes", "node-drain"]);
        for (const { name, after } of steps)
          for (const earlier of after) expect(order.indexOf(earlier), `${earlier} before ${name}`).to.be.lessThan(order.indexOf(name));
        expect(order.indexOf("nodes")).to.be.lessThan(order.indexOf("node-drain"));
      }),
      { numRuns: 100 },
    );
  });

  it("has the options of each add-on with all defaults, as the settings have them", () => {
    const { addons: settings, plan } = selection({ velero: true });
    expect(Object.fromEntries([...plan().enabled].map(([name, { options }]) => [name, options]))).to.deep.equal(settings);
    expect(settings.velero).to.include.keys("version", "values");
  });

  it("counts nodes of a Karpenter that another add-on requires", () => {
    const required = { custom: { web: addonCatalog.custom.parse({ ...chart, requires: ["karpenter"] }) } };
    const { profile } = addonCatalog.select({ ...stack(onFargate), region: "eu-west-1", addons: required }).plan();
    expect(profile).to.include({ nodes: true, fargateOnly: false });
  });
});
