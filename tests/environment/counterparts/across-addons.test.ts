import { expect } from "chai";
import { parseSettings, type SettingsInput } from "../../../components";
import { issuesOf, outcomeOf, sections } from "./fixtures";

const key = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
const serverCertificate = "arn:aws:iam::111122223333:server-certificate/web";
const sharedAlb = (arn: string) => sections(`addons: { aws-load-balancer-controller: { sharedAlb: { certificateArns: ["${arn}"] } } }`);

function findingsOf(...parts: string[]): string {
  const { findings } = parseSettings({ region: "eu-west-1", ...sections(...parts) } as SettingsInput & { region: string });
  return findings.map(({ path, message }) => `${path}: ${message}`).join("\n");
}

describe("counterparts of an add-on's options elsewhere", () => {
  it("are keys and certificates in the region of what uses them", () => {
    for (const addon of [
      `aws-ebs-csi-driver: { kmsKeyArns: ["${key}"] }`,
      `aws-efs-csi-driver: { fileSystem: { kmsKeyArn: "${key}" } }`,
      `velero: { kmsKeyArn: "${key}" }`,
    ])
      expect(issuesOf(sections(`addons: { ${addon} }`)), addon).to.match(/is in another region; expected one in eu-west-1/);
    expect(issuesOf(sharedAlb(certificate))).to.match(/is in another region; expected one in eu-west-1/);
    for (const arn of [certificate.replace("us-east-1", "eu-west-1"), serverCertificate])
      expect(issuesOf(sharedAlb(arn)), arn).to.equal("");
  });

  it("are a StorageClass for the volumes of Prometheus", () => {
    const withoutClass = "addons: { aws-ebs-csi-driver: { defaultStorageClass: false } }";
    expect(findingsOf(withoutClass, "addons: { prometheus: true }")).to.match(/addons\.prometheus\.storage: its volumes stay pending/);
    for (const named of ["{ storage: { storageClass: fast } }", "{ storage: false }"])
      expect(findingsOf(withoutClass, `addons: { prometheus: ${named} }`), named).to.equal("");
  });

  it("are also what a required add-on requires itself", () => {
    const { addonPlan } = parseSettings({ region: "eu-west-1", addons: { opencost: true } });
    expect([...addonPlan.enabled.keys()]).to.include.members(["prometheus", "aws-ebs-csi-driver"]);
  });

  it("are the snapshot controller for `snapshots: csi` of Velero", () => {
    const velero = "addons: { velero: { snapshots: csi } }";
    expect(findingsOf(velero, "addons: { aws-ebs-csi-driver: true }")).to.match(/addons\.velero: `snapshots: csi` requires/);
    expect(findingsOf(velero, "addons: { aws-ebs-csi-driver: { snapshots: true } }")).to.equal("");
  });

  it("are the zones of existing subnets for the mount targets of EFS", () => {
    const existing = (more = "") =>
      `network: { existing: { vpcId: vpc-0123456789abcdef0, privateSubnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef1] ${more} } }`;
    const efs = "addons: { aws-efs-csi-driver: { fileSystem: true } }";
    expect(findingsOf(existing(), efs)).to.match(/addons\.aws-efs-csi-driver\.fileSystem: EFS allows one mount target/);
    expect(findingsOf(existing(", zones: [eu-west-1a, eu-west-1b]"), efs)).to.equal("");
  });

  it("are node groups that keep their number of nodes, also under a cluster autoscaler of the user's own", async () => {
    const chart = "chart: cluster-autoscaler, repo: 'https://kubernetes.github.io/autoscaler', version: 9.59.0";
    const invokes = {
      "aws:autoscaling/getAmiIds:getAmiIds": () => ({ names: ["eks-eks-own-1a2b3c4"] }),
      "aws:autoscaling/getGroup:getGroup": () => ({ minSize: 1, maxSize: 3, desiredCapacity: 2 }),
    };
    const pool = (size: string) => `nodePools: { own: { instanceTypes: [m7g.large], size: ${size} } }`;
    const groupOf = async (size: string) => {
      const { resources } = await outcomeOf(sections(pool(size), `addons: { custom: { autoscaler: { ${chart} } } }`), { invokes });
      const { inputs, ignoreChanges } = resources.only("aws:eks/nodeGroup:NodeGroup");
      return [inputs.scalingConfig.desiredSize, ignoreChanges];
    };
    expect(await groupOf("{ min: 1, max: 3 }")).to.deep.equal([1, ["scalingConfig.desiredSize"]]);
    expect(await groupOf("{ min: 4, max: 9 }")).to.deep.equal([4, []]);
  });
});
