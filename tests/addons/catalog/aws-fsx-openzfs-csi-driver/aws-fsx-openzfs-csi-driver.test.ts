import { expect } from "chai";
import { inlineStatements } from "../../../harness/mocks/policies";
import { type InstallOptions, registered } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const name = "aws-fsx-openzfs-csi-driver";
const rootVolumeId = "fsvol-0123456789abcdef0";

const installed = (options: true | Record<string, unknown> = true, more: InstallOptions = {}) =>
  registered({ ...more, addons: { [name]: options } });

describe("aws-fsx-openzfs-csi-driver", () => {
  it("creates a file system that only the nodes reach, and a class with volumes of it", async () => {
    const found = await installed({ fileSystem: { zone: "eu-west-1c" } });
    expect(found.only("aws:fsx/openZfsFileSystem:OpenZfsFileSystem").inputs).to.deep.include({
      subnetIds: ["subnet-c"],
      deploymentType: "SINGLE_AZ_1",
      storageCapacity: 64,
      throughputCapacity: 64,
      skipFinalBackup: false,
    });
    const rules = found.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").map(({ inputs }) => inputs);
    expect(rules.map(({ ipProtocol, fromPort, toPort }) => `${ipProtocol} ${fromPort}-${toPort}`)).to.have.members([
      ...["tcp 111-111", "udp 111-111", "tcp 2049-2049", "udp 2049-2049", "tcp 20001-20003", "udp 20001-20003"],
    ]);
    for (const { referencedSecurityGroupId } of rules) expect(referencedSecurityGroupId).to.equal("sg-1");
    const { parameters } = found.named(`eks-${name}-fsx-openzfs`).inputs;
    expect(JSON.parse(parameters.ParentVolumeId)).to.match(/^fsvol-/);
    expect(JSON.parse(parameters.Tags)).to.deep.include({ Key: "eks:cluster-name", Value: "shop" });
  });

  it("deletes only what such a driver created", async () => {
    const statements = inlineStatements(await installed(), `eks-${name}-fsx-openzfs-csi-controller-sa`);
    const deleting = statements.find(({ Action }) => Action.includes("fsx:DeleteVolume"))!;
    expect(deleting.Condition).to.deep.equal({ Null: { "aws:ResourceTag/fsx.openzfs.csi.aws.com/cluster": "false" } });
  });

  it("uses a volume of a file system that exists", async () => {
    const found = await installed({ rootVolumeId });
    expect(found.ofType("aws:fsx/openZfsFileSystem:OpenZfsFileSystem")).to.be.empty;
    expect(found.named(`eks-${name}-fsx-openzfs`).inputs.parameters.ParentVolumeId).to.equal(`"${rootVolumeId}"`);
  });

  const errors: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ fileSystem: true, rootVolumeId }, "remove one of the two"],
    [{ fileSystem: { zone: "us-east-1a" } }, "zone us-east-1a is not a zone of the stack"],
    [{ fileSystem: { throughput: 100 } }, "expected one of 64, 128"],
    [{ fileSystem: { deploymentType: "SINGLE_AZ_2", throughput: 64 } }, "expected one of 160, 320"],
  ];
  for (const [options, message] of errors) it(`rejects: ${message}`, () => expect(issuesOf({ [name]: options })).to.contain(message));
});
