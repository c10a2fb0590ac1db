import { cluster, itValidates, itWarns, network } from "./rows";

const cache = (upstreams: string, more = "", registries = "") =>
  `eks-blueprints:images: { ${registries}cache: { upstreams: { ${upstreams} }${more} } }`;
const path = "images.cache";
const secret = (region: string) => `arn:aws:secretsmanager:${region}:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf`;
const quay = "quay.io: true";

describe("settings: image cache", () => {
  itValidates({
    upstreams: [
      [cache(quay)],
      [cache(""), `${path}.upstreams: empty; name a registry, such as { quay.io: true }`],
      [
        cache(quay, "", "registries: { quay.io: mirror.example.com }, "),
        `${path}.upstreams["quay.io"]: images.registries has a mirror of quay.io already; remove one of the two`,
      ],
      [
        `aws:region: cn-north-1\n${cache(quay)}`,
        `${path}: ECR has no pull-through cache in cn-north-1; remove it, and name mirrors in \`images.registries\``,
      ],
    ],
    credentials: [
      [
        cache("docker.io: { username: shop, accessToken: abc }"),
        `${path}.upstreams["docker.io"].accessToken: is a secret in plain text; encrypt it: pulumi config set --secret --path 'eks-blueprints:${path}.upstreams["docker.io"].accessToken'`,
      ],
      [cache(`docker.io: { secretArn: "${secret("eu-west-1")}" }`)],
      [
        cache("docker.io: { username: shop }"),
        `${path}.upstreams["docker.io"]: ECR needs credentials for docker.io; write \`username\` and \`accessToken\` (encrypted), or \`secretArn\``,
      ],
      [
        cache(`docker.io: { username: shop, secretArn: "${secret("eu-west-1")}" }`),
        `${path}.upstreams["docker.io"].secretArn: names a secret that has \`username\` and \`accessToken\`; remove these, or the secret`,
      ],
      [
        cache(`docker.io: { secretArn: "${secret("eu-west-2")}" }`),
        `${path}.upstreams["docker.io"].secretArn: expected a secret in eu-west-1, found one in eu-west-2`,
      ],
    ],
    prefix: [
      [cache(quay, ", prefix: company/cache")],
      [
        `${cluster("{ name: a-name-that-is-far-too-long-here }")}\n${cache(quay)}`,
        `${path}.prefix: a-name-that-is-far-too-long-here/quay, with the name of the cluster, has 37 characters, and ECR accepts 30; write a shorter one in lowercase, such as shop`,
      ],
    ],
  });

  itWarns([
    [
      `${cache(quay)}\neks-blueprints:nodePools: { system: { roleArn: "arn:aws:iam::111122223333:role/nodes" } }`,
      "[image-cache-role] eks-blueprints:nodePools.system.roleArn: the stack does not change an existing role, which must be allowed to fill the cache of images; allow it `ecr:CreateRepository` and `ecr:BatchImportUpstreamImage` on the repositories of the cache",
    ],
    [
      `${network("{ nat: none, endpoints: private }")}\n${cluster("{ endpoint: { public: false } }")}\n${cache(quay)}`,
      "[image-cache-first-pull] eks-blueprints:images.cache: where nodes reach ECR by an endpoint, the first pull of an image through the cache may need a route to the internet, which the VPC does not have; pull each image once from elsewhere, such as a pipeline of the same account",
    ],
  ]);
});
