import { expect } from "chai";
import fc from "fast-check";
import { isAllowed } from "../../../harness/mocks/iam-evaluation";
import type { Resources } from "../../../harness/mocks/mocks";
import { registered } from "../../fixtures";

const secret = (name: string, account = "123456789012") => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}`;
const parameter = (path: string) => `arn:aws:ssm:eu-west-1:123456789012:parameter/${path}`;
const role = "eks-external-secrets-external-secrets";
const key = "arn:aws:kms:eu-west-1:123456789012:key/secrets";

/** Calls of external-secrets, providers/v1/aws/{secretsmanager,parameterstore}. */
describe("IAM policy of external-secrets", () => {
  let resources: Resources;
  before(async () => {
    const options = { secrets: ["shop", "shop/*"], parameters: ["/shop/db", "/shop/web/*"], kmsKeyArns: [key] };
    resources = await registered({ addons: { "external-secrets": options } });
  });
  const allowed = (action: string, resource: string) => isAllowed(resources, role, { action, resource });

  for (const action of ["GetSecretValue", "DescribeSecret", "GetResourcePolicy", "ListSecretVersionIds"]) {
    it(`allows secretsmanager:${action} on the configured secrets, but not on secrets with a similar name`, async () => {
      for (const own of ["shop-AbCdEf", "shop/db-AbCdEf"])
        expect(await allowed(`secretsmanager:${action}`, secret(own)), own).to.equal(true);
      for (const other of ["shop-2-AbCdEf", "shop-2/db-AbCdEf", "shop2-AbCdEf", "other-AbCdEf"])
        expect(await allowed(`secretsmanager:${action}`, secret(other)), other).to.equal(false);
      expect(await allowed(`secretsmanager:${action}`, secret("shop-AbCdEf", "444455556666"))).to.equal(false);
    });
  }

  it("allows reading only the configured parameters, one at a time", async () => {
    for (const own of ["shop/db", "shop/web/key"]) expect(await allowed("ssm:GetParameter", parameter(own)), own).to.equal(true);
    for (const other of ["shop/db-2", "shop/db/password", "shop-2/web/key", "shop/web-2/key"])
      expect(await allowed("ssm:GetParameter", parameter(other)), other).to.equal(false);
    for (const unused of ["ssm:GetParameters", "ssm:GetParameterHistory"])
      expect(await allowed(unused, parameter("shop/db")), unused).to.equal(false);
  });

  // AWS authorizes only the path, and returns all parameters below it (parameterstore.go, findByName)
  it("allows listing parameters below a path only if the settings include all of them", async () => {
    for (const own of ["shop/web", "shop/web/blue"]) expect(await allowed("ssm:GetParametersByPath", parameter(own)), own).to.equal(true);
    for (const other of ["shop", "shop/db", "shop/db/old", "shop/web-2", "shop-2/web"])
      expect(await allowed("ssm:GetParametersByPath", parameter(other)), other).to.equal(false);
  });

  it("never allows listing a path with parameters that cannot be read one at a time", async () => {
    const name = fc.array(fc.constantFrom("a", "b", "a*", "*", "*b"), { minLength: 1, maxLength: 3 }).map((parts) => `/${parts.join("/")}`);
    const path = fc.array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    await fc.assert(
      fc.asyncProperty(name, path, fc.constantFrom("a", "b/a"), async (name, path, below) => {
        const one = await registered({ addons: { "external-secrets": { parameters: [name] } } });
        const ask = (action: string, resource: string) => isAllowed(one, role, { action, resource: parameter(resource) });
        if (await ask("ssm:GetParametersByPath", path)) expect(await ask("ssm:GetParameter", `${path}/${below}`)).to.equal(true);
      }),
      { numRuns: 25 },
    );
  });

  it("allows listing the path of a full ARN likewise, and everything only with the root path", async () => {
    const find = async (parameters: string[], path: string) =>
      isAllowed(await registered({ addons: { "external-secrets": { parameters } } }), role, {
        action: "ssm:GetParametersByPath",
        resource: parameter(path),
      });
    expect(await find([parameter("shop/*")], "shop")).to.equal(true);
    expect(await find([parameter("shop")], "shop")).to.equal(false);
    expect(await find(["/*"], "shop")).to.equal(true);
    expect(await find(["/shop-*"], "shop-a")).to.equal(true);
    expect(await find(["/shop-*"], "shop")).to.equal(false);
  });

  it("denies changes, and allows decrypting only with the configured keys", async () => {
    for (const action of ["PutSecretValue", "DeleteSecret", "UpdateSecret"])
      expect(await allowed(`secretsmanager:${action}`, secret("shop-AbCdEf")), action).to.equal(false);
    for (const action of ["PutParameter", "DeleteParameter"])
      expect(await allowed(`ssm:${action}`, parameter("shop/db")), action).to.equal(false);
    expect(await allowed("kms:Decrypt", key)).to.equal(true);
    expect(await allowed("kms:Decrypt", `${key}-2`)).to.equal(false);
    expect(await allowed("kms:Encrypt", key)).to.equal(false);
  });
});
