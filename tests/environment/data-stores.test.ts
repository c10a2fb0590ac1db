import { expect } from "chai";
import { parseSettings } from "../../components";
import { dataStoresOf } from "../../components/environment/data-stores";
import { blockedChanges } from "../../components/lifecycle/change-guard/blocked-changes";
import { parsePath, valueAt } from "../../plan/diff/paths";
import { replacedBy } from "../../plan/resource-types/immutable";
import { registered } from "../addons/fixtures";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const key = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
const keys = [{}, { kmsKeyArn: key("1234abcd-12ab-34cd-56ef-1234567890ab") }, { kmsKeyArn: key("5678abcd-12ab-34cd-56ef-1234567890ab") }];
const inZones = [{}, { zone: "eu-west-1a" }, { zone: "eu-west-1c" }];
const kept = [{ retain: true }, { finalBackup: false }, { backupRetentionDays: 1 }];

interface FileSystem {
  readonly type: string;
  /** Values of `fileSystem`, each beside the defaults. */
  readonly variants: readonly Record<string, unknown>[];
}

const fileSystems: Readonly<Record<string, FileSystem>> = {
  "aws-fsx-csi-driver": {
    type: "aws:fsx/lustreFileSystem:LustreFileSystem",
    variants: [...keys, ...inZones, ...kept, { deploymentType: "SCRATCH_2" }, { throughput: 250 }, { compression: false }],
  },
  "aws-fsx-openzfs-csi-driver": {
    type: "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    variants: [...keys, ...inZones, ...kept, { deploymentType: "SINGLE_AZ_2" }, { throughput: 128 }, { storageGiB: 64 }],
  },
  trident: {
    type: "aws:fsx/ontapFileSystem:OntapFileSystem",
    variants: [
      ...keys,
      ...inZones,
      ...[{ deploymentType: "SINGLE_AZ_2" }, { deploymentType: "MULTI_AZ_1" }, { deploymentType: "MULTI_AZ_1", zone: "eu-west-1c" }],
      ...[
        { deploymentType: "MULTI_AZ_1", standbyZone: "eu-west-1b" },
        { deploymentType: "MULTI_AZ_1", standbyZone: "eu-west-1c" },
      ],
      ...[{ throughput: 256 }, { weeklyMaintenance: "7:03:30" }, { backupRetentionDays: 0 }, { retain: true }],
    ],
  },
  "aws-efs-csi-driver": {
    type: "aws:efs/fileSystem:FileSystem",
    variants: [...keys, { throughput: "bursting" }, { backup: false }, { retain: true }, { infrequentAccessAfterDays: 0 }],
  },
};

/** The guard's facts with an add-on, in zones that are known by name. */
function factsOf(addons: Record<string, unknown>, network: Record<string, unknown> = { zones }, names = zones) {
  const reading = parseSettings({ region: "eu-west-1", cluster: { name: "shop" }, network, addons } as never);
  return { dataStores: dataStoresOf({ ...reading, zones: names }) };
}

describe("dataStoresOf", function () {
  this.timeout(180_000); // it plans many file systems
  for (const [addon, { type, variants }] of Object.entries(fileSystems)) {
    it(`blocks every change that replaces the file system, and no other: ${addon}`, async () => {
      const immutable = replacedBy(type).map(parsePath);
      const planned = [];
      for (const fileSystem of variants) {
        const addons = { [addon]: { fileSystem } };
        const { inputs } = (await registered({ addons })).only(type);
        const fixed = JSON.stringify(immutable.map((property) => valueAt(inputs, property)));
        planned.push({ fixed, facts: factsOf(addons), fileSystem });
      }
      for (const before of planned) {
        for (const after of planned) {
          const what = `${JSON.stringify(before.fileSystem)} -> ${JSON.stringify(after.fileSystem)}`;
          expect(blockedChanges(before.facts, after.facts).length > 0, what).to.equal(before.fixed !== after.fixed);
        }
      }
    });
  }

  it("compares zones of an existing VPC by their subnets", () => {
    const facts = (privateSubnetIds: string[], fileSystem: object) =>
      factsOf({ "aws-fsx-csi-driver": { fileSystem } }, { existing: { vpcId: "vpc-1", privateSubnetIds, zones } });
    const before = facts(["subnet-a", "subnet-b", "subnet-c"], {});
    expect(blockedChanges(before, facts(["subnet-a", "subnet-b", "subnet-c"], { zone: "eu-west-1a" }))).to.be.empty;
    const [blocked] = blockedChanges(before, facts(["subnet-d", "subnet-b", "subnet-c"], {}));
    expect(blocked).to.deep.equal({
      path: "eks-blueprints:addons.aws-fsx-csi-driver.fileSystem.zone",
      reason: "subnet-a -> subnet-d: the file system would be replaced by an empty one",
      fix: "keep subnet-a, or copy the data elsewhere, then set EKS_BLUEPRINTS_ACCEPT=addons.aws-fsx-csi-driver.fileSystem.zone for one run",
    });
  });

  it("knows the workspace of managed Prometheus, unless it exists already", () => {
    const workspaceArn = "arn:aws:aps:eu-west-1:111122223333:workspace/ws-0123abcd-0123-4567-89ab-0123456789ab";
    expect(Object.keys(factsOf({ amp: { scraper: false } }).dataStores)).to.deep.equal(["addons.amp"]);
    expect(factsOf({ amp: { workspaceArn } }).dataStores).to.be.empty;
  });
});
