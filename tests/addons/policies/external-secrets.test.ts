import { expect } from "chai";
import { isAllowed } from "../../support/iam-evaluation";
import type { Resources } from "../../support/mocks";
import { registered } from "../fixtures";

const secret = (name: string, account = "111122223333") => `arn:aws:secretsmanager:eu-west-1:${account}:secret:${name}`;
const parameter = (path: string) => `arn:aws:ssm:eu-west-1:111122223333:parameter/${path}`;
const key = "arn:aws:kms:eu-west-1:111122223333:key/secrets";

/** Calls of external-secrets, providers/v1/aws/{secretsmanager,parameterstore}. */
describe("permissions of external-secrets", () => {
  let resources: Resources;
  before(async () => {
    const options = { secrets: ["shop", "shop/*"], parameters: ["/shop/db", "/shop/web/*"], kmsKeyArns: [key] };
    resources = await registered({ addons: { "external-secrets": options } });
  });
  const allowed = (action: string, resource: string) => isAllowed(resources, "eks-external-secrets-external-secrets", { action, resource });

  for (const action of ["GetSecretValue", "DescribeSecret", "GetResourcePolicy", "ListSecretVersionIds"]) {
    it(`allow secretsmanager:${action} on the settings' secrets, and on none whose name only begins like theirs`, async () => {
      for (const own of ["shop-AbCdEf", "shop/db-AbCdEf"])
        expect(await allowed(`secretsmanager:${action}`, secret(own)), own).to.equal(true);
      for (const other of ["shop-2-AbCdEf", "shop-2/db-AbCdEf", "shop2-AbCdEf", "other-AbCdEf"])
        expect(await allowed(`secretsmanager:${action}`, secret(other)), other).to.equal(false);
      expect(await allowed(`secretsmanager:${action}`, secret("shop-AbCdEf", "444455556666"))).to.equal(false);
    });
  }

  it("allow to read the settings' parameters alone, one by one", async () => {
    for (const action of ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParameterHistory"]) {
      for (const own of ["shop/db", "shop/web/key"]) expect(await allowed(action, parameter(own)), `${action} ${own}`).to.equal(true);
      for (const other of ["shop/db-2", "shop/db/password", "shop-2/web/key", "shop/web-2/key"])
        expect(await allowed(action, parameter(other)), `${action} ${other}`).to.equal(false);
    }
  });

  it("allow to change nothing, and to decrypt with the settings' keys alone", async () => {
    for (const action of ["PutSecretValue", "DeleteSecret", "UpdateSecret"])
      expect(await allowed(`secretsmanager:${action}`, secret("shop-AbCdEf")), action).to.equal(false);
    for (const action of ["PutParameter", "DeleteParameter"])
      expect(await allowed(`ssm:${action}`, parameter("shop/db")), action).to.equal(false);
    expect(await allowed("kms:Decrypt", key)).to.equal(true);
    expect(await allowed("kms:Decrypt", `${key}-2`)).to.equal(false);
    expect(await allowed("kms:Encrypt", key)).to.equal(false);
  });
});
