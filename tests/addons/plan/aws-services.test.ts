import { expect } from "chai";
import { addons } from "../../../components/addons/catalog";
import type { AddonName } from "../../../components/addons/names";
import { calledServices } from "../../../components/addons/plan/aws-services";
import { endpointNames, privateEndpoints } from "../../../components/reference/vpc-endpoints";
import { requiredOptions } from "../../../scripts/required-options";
import { facts } from "../fixtures";
import { selection } from "./selection";

type Asked = Readonly<Record<string, true | Readonly<Record<string, unknown>>>>;

/** Mirrors of whatever an add-on pulls images from. */
const hosts = addons.flatMap((addon) => addon.registries?.(addon.options.parse(requiredOptions[addon.name] ?? {}), facts()) ?? []);
const images = { registries: Object.fromEntries(hosts.map((host) => [host, "mirror.example"])) };

const workspaceId = "ws-0123abcd-0123-4567-89ab-0123456789ab";
const reaching: Partial<Record<AddonName, Readonly<Record<string, unknown>>>> = {
  "external-secrets": { secrets: ["shop/*"], parameters: ["/shop/*"] },
  prometheus: { remoteWrite: { workspaceId } },
};
const wishOf = (name: AddonName): Asked => ({ [name]: reaching[name] ?? requiredOptions[name] ?? true });

/** What is said of a stack without NAT that is not of Route 53, which has no endpoint. */
function saidOf(asked: Asked, endpoints: "private" | readonly string[]): string[] {
  const { issues, findings } = selection(asked, { images, network: { nat: "none", endpoints: endpoints as "private" } });
  return [...issues, ...findings]
    .map(({ message }) => message)
    .filter((message) => /NAT|endpoint/.test(message) && !/Route 53/.test(message));
}

/** What the add-ons of a stack call beyond what every cluster does. */
function further(asked: Asked): string[] {
  const { addons: selected } = selection(asked, { images, network: { nat: "none", endpoints: "private" } });
  return calledServices(selected).filter((service) => !privateEndpoints.includes(service));
}

describe("the services that add-ons call", () => {
  for (const [name, services] of [
    ["aws-efs-csi-driver", ["elasticfilesystem"]],
    ["aws-fsx-csi-driver", ["fsx"]],
    ["secrets-store-csi-driver", ["secretsmanager"]],
    ["external-secrets", ["secretsmanager"]],
    ["adot", ["xray"]],
    ["amazon-cloudwatch-observability", ["monitoring", "xray"]],
    ["prometheus", ["aps-workspaces"]],
  ] as const) {
    it(`bring ${services.join(" and ")} with ${name}`, () => {
      expect(further(wishOf(name))).to.have.members(services);
    });
  }

  it("are no others than every private cluster reaches, with add-ons that need none, and without options that ask for them", () => {
    expect(further({ "aws-load-balancer-controller": true, "cluster-autoscaler": true, "fluent-bit": true })).to.be.empty;
    expect(further({ adot: { traces: false }, "external-secrets": true, prometheus: true })).to.be.empty;
  });

  for (const { name } of addons) {
    it(`leave nothing to be said of ${name} where \`endpoints\` is \`private\`, or a list of them`, () => {
      const asked = wishOf(name);
      expect(saidOf(asked, "private")).to.deep.equal([]);
      const { addons: selected } = selection(asked, { images });
      expect(saidOf(asked, [...privateEndpoints, ...calledServices(selected)])).to.deep.equal([]);
    });
  }

  it("are services that have endpoints", () => {
    const all = addons.flatMap((addon) => [
      ...(addon.awsServices ?? []),
      ...(addon.optionalAwsServices?.(addon.options.parse(requiredOptions[addon.name] ?? {})) ?? []),
    ]);
    expect(endpointNames).to.include.members(all);
  });
});
