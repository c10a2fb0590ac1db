import { expect } from "chai";
import { chartIssues } from "../../../harness/mocks/chart";
import { startMocks } from "../../../harness/mocks/mocks";
import { type InstallOptions, install } from "../../fixtures";
import { issuesOf } from "../../plan/selection";

const releaseType = "kubernetes:helm.sh/v3:Release";

async function installed(options: true | Record<string, unknown> = true, more: InstallOptions = {}) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => install({ ...more, addons: { argocd: options } }).outputs);
  return { inputs: mocks.resources.only(releaseType).inputs, outputs: outputs.argocd };
}

const allOptions = { redisHa: true, dex: true };

describe("argocd", () => {
  it("installs the chart as `argocd` without exposing it", async () => {
    const { inputs, outputs } = await installed();
    expect(inputs).to.deep.include({
      name: "argocd",
      chart: "argo-cd",
      version: "10.1.1",
      namespace: "argocd",
      repositoryOpts: { repo: "https://argoproj.github.io/argo-helm" },
    });
    expect(inputs.values.server).to.not.have.any.keys("service", "ingress", "httproute");
    expect(outputs!.passwordCommand).to.include("argocd-initial-admin-secret");
  });

  it("sets only values that the chart declares", async () => {
    for (const options of [true, allOptions] as const)
      expect(chartIssues("argo-cd", (await installed(options)).inputs.values)).to.deep.equal([]);
  });

  it("trusts the authorities of Git hosts, in the chart's own values", async () => {
    const gitops = {
      engine: "argocd" as const,
      repo: "https://git.example.com:8443/clusters",
      path: ".",
      revision: "main",
      addons: [],
      credentials: { username: "git", caCertificate: "ONE" },
      teams: {
        shop: { repo: "https://git.example.com/shop", repositories: [], kinds: [], credentials: { username: "git", caCertificate: "TWO" } },
        web: { repositories: [], kinds: [], credentials: { username: "git", caCertificate: "ONE\n" } },
      },
    };
    const { values } = (await installed(true, { gitops })).inputs;
    expect(values.configs).to.deep.equal({ tls: { certificates: { "git.example.com": "ONE\nTWO\n" } } });
    expect(chartIssues("argo-cd", values)).to.deep.equal([]);
    expect((await installed()).inputs.values).not.to.have.property("configs");
  });

  it("runs two replicas with a disruption budget, and gives every pod resource requests", async () => {
    const { values } = (await installed()).inputs;
    for (const part of ["server", "repoServer", "applicationSet"]) {
      expect(values[part]).to.deep.include({ replicas: 2, pdb: { enabled: true, maxUnavailable: 1 } });
    }
    for (const part of ["controller", "server", "repoServer", "applicationSet", "notifications", "redis", "redisSecretInit"]) {
      expect(values[part].resources.requests, part).to.have.keys("cpu", "memory");
    }
    expect((await installed({ replicas: 1 })).inputs.values.server.pdb.enabled).to.equal(false);
  });

  it("runs Redis HA and Dex only when enabled", async () => {
    const plain = (await installed()).inputs.values;
    expect(plain.dex).to.deep.equal({ enabled: false });
    expect(plain).not.to.have.property("redis-ha");
    const { values } = (await installed(allOptions)).inputs;
    expect(values.dex.enabled).to.equal(true);
    const { haproxy, ...redisHa } = values["redis-ha"];
    expect(redisHa.enabled).to.equal(true);
    for (const pods of [redisHa, haproxy])
      expect(pods).to.deep.include({ hardAntiAffinity: false, podDisruptionBudget: { maxUnavailable: 1 } });
    for (const part of [redisHa.redis, redisHa.sentinel, haproxy]) expect(part.resources.requests).to.have.keys("cpu", "memory");
  });

  it("pulls all images through mirrors, and requires mirrors for the images that it uses", async () => {
    const registries = { "quay.io": "mirror.example/quay", "public.ecr.aws": "mirror.example/ecr", "ghcr.io": "mirror.example/ghcr" };
    const { values } = (await installed(allOptions, { images: { registries } })).inputs;
    const images = [values.global.image, values.redis.image, values["redis-ha"].image, values["redis-ha"].haproxy.image, values.dex.image];
    for (const { repository } of images) expect(repository).to.match(/^mirror\.example\//);
    const network = { nat: "none", endpoints: "private" } as const;
    expect(issuesOf({ argocd: true }, { network })).to.include("pulls images from quay.io and public.ecr.aws");
    expect(issuesOf({ argocd: { dex: true } }, { network })).to.include("quay.io, public.ecr.aws and ghcr.io");
  });
});
