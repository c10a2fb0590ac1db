import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import { inlineStatements, published } from "../../../harness/mocks/policies";
import { type InstallOptions, pool, registered } from "../../fixtures";

const addonType = "aws:eks/addon:Addon";
const role = "eks-aws-mountpoint-s3-csi-driver-s3-csi-driver-sa";
const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";

async function installed(buckets: readonly unknown[], more: InstallOptions = {}) {
  return registered({ addons: { "aws-mountpoint-s3-csi-driver": { buckets } }, ...more });
}

async function statements(buckets: readonly unknown[], region = "eu-west-1") {
  return inlineStatements(await installed(buckets, { region }), role);
}

async function errorOf(buckets: readonly unknown[]): Promise<string> {
  return installed(buckets).then(
    () => "",
    (error: Error) => error.message,
  );
}

describe("aws-mountpoint-s3-csi-driver", () => {
  it("installs the EKS add-on with a role for the service account of its nodes", async () => {
    const { inputs } = (await installed(["reports"])).named("eks-aws-mountpoint-s3-csi-driver", addonType);
    expect(inputs).to.include({ addonName: "aws-mountpoint-s3-csi-driver", addonVersion: "v2.7.0-eksbuild.1" });
    expect(inputs.podIdentityAssociations[0].serviceAccount).to.equal("s3-csi-driver-sa");
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows exactly the published actions on the configured buckets in ${partition}`, async () => {
      const replaced = { "arn:aws:": `arn:${partition}:` };
      expect(await statements(["reports", `arn:${partition}:s3:::models`], region)).to.deep.equal([
        ...published("aws-mountpoint-s3-csi-driver", "generalPurposeBucket", { ...replaced, "amzn-s3-demo-bucket": "reports" }),
        ...published("aws-mountpoint-s3-csi-driver", "generalPurposeBucket", { ...replaced, "amzn-s3-demo-bucket": "models" }),
      ]);
    });
  }

  it("allows sessions on directory buckets, read-only when `readOnly` is true", async () => {
    const bucket = "fast--euw1-az1--x-s3";
    const expected = published("aws-mountpoint-s3-csi-driver", "directoryBucket", {
      REGION: "eu-west-1",
      "ACCOUNT-ID": "*",
      "amzn-s3-demo-bucket--az_id--x-s3": bucket,
    });
    expect(await statements([bucket])).to.deep.equal(expected);
    expect((await statements([{ bucket, readOnly: true }]))[0]).to.deep.equal({
      ...expected[0],
      Condition: { StringEquals: { "s3express:SessionMode": "ReadOnly" } },
    });
  });

  it("limits permissions to `prefixes`, `readOnly` and `kmsKeyArn` when set", async () => {
    const options = { bucket: "reports", prefixes: ["2026/", "eu/west/"], readOnly: true, kmsKeyArn };
    expect(await statements([options])).to.deep.equal([
      {
        Effect: "Allow",
        Action: ["s3:ListBucket"],
        Resource: ["arn:aws:s3:::reports"],
        Condition: { StringLike: { "s3:prefix": ["2026/*", "eu/west/*"] } },
      },
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::reports/2026/*", "arn:aws:s3:::reports/eu/west/*"] },
      { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [kmsKeyArn] },
    ]);
    expect((await statements([{ bucket: "reports", kmsKeyArn }]))[2]!.Action).to.deep.equal(["kms:Decrypt", "kms:GenerateDataKey"]);
  });

  it("requires buckets with valid names or ARNs", () => {
    const { options } = catalog["aws-mountpoint-s3-csi-driver"];
    const takes = (buckets: unknown) => options.safeParse({ buckets }).success;
    expect(options.safeParse({}).success).to.equal(false);
    expect(takes([])).to.equal(false);
    for (const wrong of ["Reports", "a", "s3://reports", "reports/", "arn:aws:s3:eu-west-1:123456789012:reports"]) {
      expect(takes([wrong]), wrong).to.equal(false);
    }
    expect(takes([{ bucket: "reports", prefixes: ["2026"] }])).to.equal(false);
    expect(takes(["reports", "arn:aws-cn:s3:::reports"])).to.equal(true);
  });

  it("rejects duplicate buckets, buckets of another partition, and prefixes of directory buckets", async () => {
    expect(await errorOf(["reports", { bucket: "reports", readOnly: true }])).to.match(/duplicate entry reports; list it once/);
    expect(await errorOf(["arn:aws-cn:s3:::reports"])).to.match(/expected arn:aws:/);
    expect(await errorOf([{ bucket: "fast--euw1-az1--x-s3", prefixes: ["a/"] }])).to.match(/directory bucket/);
  });

  it("tolerates the taints of the pools in its controller when every pool is tainted", async () => {
    const taints = [{ key: "dedicated", effect: "NoSchedule" }];
    const resources = await installed(["reports"], { nodePools: { tainted: pool({ taints }) } });
    const { configurationValues } = resources.named("eks-aws-mountpoint-s3-csi-driver", addonType).inputs;
    expect(JSON.parse(configurationValues).controller.tolerations).to.deep.include({
      key: "dedicated",
      operator: "Exists",
      effect: "NoSchedule",
    });
  });
});
