import { expect } from "chai";
import { awsMountpointS3CsiDriver } from "../../../../components/addons/catalog/aws-mountpoint-s3-csi-driver";
import { type Call, isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const name = "aws-mountpoint-s3-csi-driver";
const key = "arn:aws:kms:eu-west-1:123456789012:key/shop";
const directory = "shop--euw1-az1--x-s3";

/** Calls of awslabs/mountpoint-s3, doc/CONFIGURATION.md. */
describe("IAM policy of aws-mountpoint-s3-csi-driver", () => {
  let resources: Resources;
  before(async () => {
    const parts = { bucket: "reports", prefixes: ["shop/"], readOnly: true };
    resources = await registered({ addons: { [name]: { buckets: [{ bucket: "shop", kmsKeyArn: key }, parts, directory] } } });
  });
  const allowed = (action: string, resource: string, context: Call["context"] = {}) =>
    isAllowed(resources, `eks-${name}-s3-csi-driver-sa`, { action, resource, context });

  it("allows using the configured buckets, but not buckets with a similar name", async () => {
    expect(await allowed("s3:ListBucket", "arn:aws:s3:::shop")).to.equal(true);
    for (const other of ["shop-2", "sho"]) expect(await allowed("s3:ListBucket", `arn:aws:s3:::${other}`), other).to.equal(false);
    for (const action of ["GetObject", "PutObject", "AbortMultipartUpload", "DeleteObject"]) {
      expect(await allowed(`s3:${action}`, "arn:aws:s3:::shop/a/b"), action).to.equal(true);
      for (const other of ["shop-2", "sho"])
        expect(await allowed(`s3:${action}`, `arn:aws:s3:::${other}/a/b`), `${action} ${other}`).to.equal(false);
    }
  });

  it("allows reading the configured prefixes of a bucket, but not writing", async () => {
    const list = (prefix: string) => allowed("s3:ListBucket", "arn:aws:s3:::reports", { "s3:prefix": prefix });
    expect(await list("shop/2026/")).to.equal(true);
    for (const other of ["", "shop-2/", "shop"]) expect(await list(other), other).to.equal(false);
    expect(await allowed("s3:GetObject", "arn:aws:s3:::reports/shop/a")).to.equal(true);
    expect(await allowed("s3:GetObject", "arn:aws:s3:::reports/shop-2/a")).to.equal(false);
    expect(await allowed("s3:PutObject", "arn:aws:s3:::reports/shop/a")).to.equal(false);
  });

  it("allows sessions only with the configured directory buckets", async () => {
    const bucket = (of: string) => `arn:aws:s3express:eu-west-1:123456789012:bucket/${of}`;
    expect(await allowed("s3express:CreateSession", bucket(directory))).to.equal(true);
    expect(await allowed("s3express:CreateSession", bucket("shop-2--euw1-az1--x-s3"))).to.equal(false);
  });

  it("allows only the configured KMS keys", async () => {
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
      expect(await allowed(action, key)).to.equal(true);
      expect(await allowed(action, `${key}-2`)).to.equal(false);
    }
  });

  it("accepts no wildcards in prefixes, because IAM would expand them", () => {
    const read = (prefix: string) => awsMountpointS3CsiDriver.options.safeParse({ buckets: [{ bucket: "reports", prefixes: [prefix] }] });
    for (const prefix of ["shop/", "a b/c/", "$5/"]) expect(read(prefix).success, prefix).to.equal(true);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM
    for (const prefix of ["shop*/", "s?op/", "*/", "a/*/b/", "${aws:userid}/", "shop/${*}/", "shop"])
      expect(read(prefix).success, prefix).to.equal(false);
  });
});
