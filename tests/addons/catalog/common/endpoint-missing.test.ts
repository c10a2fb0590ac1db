import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import type { AddonName } from "../../../../components/addons/names";
import type { AddonOptions } from "../../../../components/settings/types";
import { profileOf } from "../../fixtures";

describe("isEndpointMissing in storage add-ons", () => {
  for (const [name, service] of [
    ["aws-efs-csi-driver", "elasticfilesystem"],
    ["aws-fsx-csi-driver", "fsx"],
    ["secrets-store-csi-driver", "secretsmanager"],
  ] as const satisfies readonly (readonly [AddonName, string])[]) {
    it(`warns about ${service} for ${name} without NAT and without the endpoint`, () => {
      const { warn, options } = catalog[name];
      const warningOf = (network: Parameters<typeof profileOf>[0]) =>
        [warn!(options.parse({}) as AddonOptions, profileOf(network), new Set([name])) ?? []]
          .flat()
          .map(({ message }) => message)
          .join();
      expect(warningOf({ network: { nat: "none", endpoints: ["s3"] } })).to.include(`\`${service}\``);
      expect(warningOf({ network: { nat: "none", endpoints: "private" } })).to.equal("");
      expect(warningOf({ network: { nat: "none", endpoints: [service] } })).to.equal("");
      expect(warningOf({ network: { nat: "single" } })).to.equal("");
    });
  }
});
