import { itValidates, section } from "./rows";

const team = (yaml: string) => section("teams", `{ a: { kind: application, members: ["arn:aws:iam::111122223333:role/Dev"], ${yaml} } }`);
const secret = (yaml: string) => team(`secrets: { db: { ${yaml} } }`);

describe("settings: secrets of teams", () => {
  itValidates({
    sources: [
      [secret("secretsManager: shop/db")],
      [secret("parameter: /shop/db, key: url")],
      [secret(""), "teams.a.secrets.db: names nothing; write `secretsManager` or `parameter`"],
      [secret("secretsManager: a, parameter: b"), "teams.a.secrets.db: `secretsManager` and `parameter` exclude each other; remove one"],
      [
        secret("secretsManager: a, key: x, properties: { y: z }"),
        "teams.a.secrets.db.key: is the key of the whole value, and `properties` are parts of it; remove one",
      ],
      [
        secret("secretsManager: a, properties: {}"),
        "teams.a.secrets.db.properties: is empty, so the Secret would be too; name a property, or remove this key",
      ],
      [
        secret("secretsManager: 'shop db'"),
        'teams.a.secrets.db.secretsManager: expected the name or ARN of a secret in Secrets Manager such as shop/db, found "shop db"',
      ],
    ],
    ARNs: [
      [
        secret("secretsManager: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf'"),
        "teams.a.secrets.db.secretsManager: expected a secret in eu-west-1, found one in us-east-1",
      ],
      [
        secret("parameter: 'arn:aws-cn:ssm:cn-north-1:111122223333:parameter/shop/db'"),
        "teams.a.secrets.db.parameter: expected an ARN of partition aws for eu-west-1, found arn:aws-cn:ssm:cn-north-1:111122223333:parameter/shop/db; write arn:aws:...",
      ],
    ],
    "the service account": [
      [
        team("secrets: { db: { secretsManager: a } }, serviceAccounts: { team-secrets: {} }"),
        "teams.a.serviceAccounts.team-secrets: is the service account that reads `secrets`; choose another name",
      ],
      [team("serviceAccounts: { team-secrets: {} }")],
    ],
  });
});
