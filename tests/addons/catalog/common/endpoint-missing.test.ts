import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import type { AddonName } from "../../../../components/addons/names";
import type { AddonOptions } from "../../../../components/settings/types";
import { facts } from "../../fixtures";

describe("what a storage add-on says of AWS services out of reach", () => {
  for (const [name, service] of [
    ["aws-efs-csi-driver", "elasticfilesystem"],
    ["aws-fsx-csi-driver", "fsx"],
    ["secrets-store-csi-driver", "secretsmanager"],
  ] as const satisfies readonly (readonly [AddonName, string])[]) {
    it(`names ${service} for ${name}, where there is neither NAT nor that endpoint`, () => {
      const { warn, options } = catalog[name];
      const adviceOf = (network: Parameters<typeof facts>[0]) => warn!(options.parse({}) as AddonOptions, facts(network), new Set([name]));
      expect(adviceOf({ network: { nat: "none", endpoints: ["s3"] } }))
        .to.have.property("message")
        .that.includes(`\`${service}\``);
      expect(adviceOf({ network: { nat: "none", endpoints: "private" } })).to.equal(undefined);
      expect(adviceOf({ network: { nat: "none", endpoints: [service] } })).to.equal(undefined);
      expect(adviceOf({ network: { nat: "single" } })).to.equal(undefined);
    });
  }
});
