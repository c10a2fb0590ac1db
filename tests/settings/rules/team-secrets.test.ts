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
    types: [
      [secret("secretsManager: shop/registry, type: kubernetes.io/dockerconfigjson")],
      [secret("parameter: /shop/key, type: kubernetes.io/ssh-auth")],
      [secret("secretsManager: shop/tls, type: kubernetes.io/tls")], // the JSON has the keys
      [secret("secretsManager: shop/tls, type: kubernetes.io/tls, properties: { tls.crt: cert, tls.key: key }")],
      [secret("secretsManager: shop/git, type: kubernetes.io/basic-auth, properties: { password: token }")],
      [
        secret("secretsManager: shop/registry, type: kubernetes.io/dockerconfigjson, key: config"),
        "teams.a.secrets.db.type: a Secret of type kubernetes.io/dockerconfigjson needs `.dockerconfigjson`; name it in `properties`",
      ],
      [
        secret("parameter: /shop/tls, type: kubernetes.io/tls"),
        "teams.a.secrets.db.type: a Secret of type kubernetes.io/tls needs `tls.crt` and `tls.key`; name them in `properties`",
      ],
      [
        secret("secretsManager: a, type: kubernetes.io/basic-auth, properties: { user: u }"),
        "teams.a.secrets.db.type: a Secret of type kubernetes.io/basic-auth needs `username` or `password`; name it in `properties`",
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
