import path from "node:path";
import { expect } from "chai";
import { run } from "../../plan/cli/run";
import { readProject } from "../../plan/project/project";
import type { PlannedResource } from "../../plan/types";

const arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:ecr-pullthroughcache/github-AbCdEf";
const upstreams = {
  "quay.io": true,
  "registry.k8s.io": true,
  "docker.io": { username: "shop", accessToken: { secure: "v1:abc" } },
  "ghcr.io": { secretArn: arn },
};

async function plan(sections: Readonly<Record<string, unknown>>) {
  const project = readProject(path.resolve(__dirname, "../.."));
  const config = Object.fromEntries(Object.entries(sections).map(([key, value]) => [`eks-blueprints:${key}`, value]));
  const text = JSON.stringify({ config: { "aws:region": "eu-west-1", ...config } });
  const { resources } = (await run(project, "dev", { text, label: "stack.yaml" }, false)).recording;
  const ofType = (end: string) => resources.filter(({ type }) => type.endsWith(end));
  const cacheRights = ofType(":RolePolicy")
    .filter(({ inputs }) => JSON.stringify(inputs).includes("ecr:BatchImportUpstreamImage"))
    .map(({ name }) => name);
  return { ofType, cacheRights };
}

describe("ImageCache", () => {
  let planned: Awaited<ReturnType<typeof plan>>;
  before(async () => {
    planned = await plan({
      cluster: { name: "Shop" },
      images: { cache: { upstreams, expireDays: 90 } },
      fargate: { batch: { selectors: [{ namespace: "batch" }] } },
      addons: { keda: true },
      tags: { owner: "platform" },
    });
  });
  const rule = (host: string): PlannedResource => planned.ofType(":PullThroughCacheRule").find(({ name }) => name.endsWith(host))!;

  it("has a rule for each registry, under the name of the cluster in lowercase", () => {
    const rules = planned.ofType(":PullThroughCacheRule").map(({ inputs }) => [inputs.ecrRepositoryPrefix, inputs.upstreamRegistryUrl]);
    expect(rules).to.have.deep.members([
      ["shop/kubernetes", "registry.k8s.io"],
      ["shop/quay", "quay.io"],
      ["shop/docker-hub", "registry-1.docker.io"],
      ["shop/github", "ghcr.io"],
    ]);
  });

  it("logs in with the secret that exists, or with one of its own under the prefix that ECR reads", () => {
    expect(rule("ghcr.io").inputs.credentialArn).to.equal(arn);
    expect(rule("quay.io").inputs).not.to.have.property("credentialArn");
    const [secret, ...others] = planned.ofType(":Secret");
    expect(others).to.deep.equal([]);
    expect(secret!.inputs.namePrefix).to.equal("ecr-pullthroughcache/Shop-docker-hub-");
    const [version] = planned.ofType(":SecretVersion");
    expect(JSON.stringify(version!.inputs)).not.to.contain("v1:abc");
  });

  it("lets the repositories expire their images and have the tags of the stack", () => {
    const [template] = planned.ofType(":RepositoryCreationTemplate");
    expect(template!.inputs).to.deep.include({ prefix: "shop", appliedFors: ["PULL_THROUGH_CACHE"] });
    expect(JSON.parse(String(template!.inputs.lifecyclePolicy)).rules[0].selection.countNumber).to.equal(90);
    expect(template!.inputs).to.include.keys("customRoleArn", "resourceTags");
  });

  it("lets nodes and Fargate pods fill the cache", () => {
    expect(planned.cacheRights).to.include.members(["eks-batch-role-policy", "eks-system-role-policy"]);
  });

  it("is where add-ons pull from", () => {
    const release = planned.ofType(":Release").find(({ name }) => name.endsWith("-keda"))!;
    expect(JSON.stringify(release.inputs)).to.match(/\d{12}\.dkr\.ecr\.eu-west-1\.amazonaws\.com\/shop\/github/);
  });

  it("lets the nodes of built-in Auto Mode pools fill it, whose role comes with the cluster", async () => {
    const { cacheRights } = await plan({
      images: { cache: { upstreams: { "quay.io": true } } },
      cluster: { autoMode: true },
      nodePools: {},
    });
    expect(cacheRights).to.deep.equal(["eks-auto-mode-built-in"]);
  });
});
