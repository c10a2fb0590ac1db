import { expect } from "chai";
import { addonCatalog } from "../../../components/addons/plan/catalog-settings";
import { gitopsSettings } from "../../../components/settings/schema/gitops";
import { startMocks } from "../../harness/mocks/mocks";
import { type Changes, type InstallOptions, install, stack } from "../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const repo = "https://github.com/example/clusters";

type Requested = Readonly<Record<string, boolean | Readonly<Record<string, unknown>>>>;

/** The add-on selection of a stack whose `gitops` manages add-ons. */
function selection(addons: readonly string[], requested: Requested = {}, changes: Changes = {}, region = "eu-west-1", more: object = {}) {
  const settings = { ...stack(changes), gitops: gitopsSettings.parse({ engine: "argocd", repo, addons, ...more }), region };
  const parsed = Object.entries(requested).map(([name, value]) => [
    name,
    value === false ? false : addonCatalog.schemas[name]!.parse(value === true ? {} : value),
  ]);
  return addonCatalog.select({ ...settings, addons: Object.fromEntries(parsed) });
}

function issues(...args: Parameters<typeof selection>): string[] {
  return selection(...args).issues.map(({ path, message }) => `${path}: ${message}`);
}

async function installed(options: InstallOptions) {
  const mocks = startMocks();
  const addons = await mocks.run(() => {
    const { installed } = install(options);
    return Object.fromEntries(
      Object.entries(installed).map(([name, { gitopsMetadata, roleArns }]) => [name, { gitopsMetadata, roleArns }]),
    );
  });
  return { resources: mocks.resources, addons };
}

describe("gitops.addons", () => {
  it("enables the engine and the add-ons automatically, and reports why", () => {
    const { addons, findings } = selection(["karpenter"]);
    expect(addons).to.include.keys("argocd", "karpenter");
    expect(findings.map(({ path, message }) => `${path} ${message}`)).to.include.members([
      "addons.argocd enabled automatically because `gitops` requires it",
      "addons.karpenter enabled automatically because `gitops.addons` requires it",
    ]);
  });

  it("rejects add-ons that are disabled, unknown, EKS add-ons, or required by GitOps itself", () => {
    expect(issues(["karpenter"], { karpenter: false })).to.deep.equal([
      "addons.karpenter: cannot be false, because `gitops.addons` requires it; remove one of the two keys",
    ]);
    expect(issues(["karpentr"])).to.deep.equal(["gitops.addons[0]: unknown add-on; did you mean karpenter?"]);
    expect(issues(["keda", "coredns"])).to.deep.equal([
      "gitops.addons[1]: `coredns` is an EKS add-on, which GitOps cannot install; remove it here",
    ]);
    expect(issues(["argocd"])).to.deep.equal([
      "gitops.addons[0]: `argocd` must be installed before GitOps, because `gitops` requires it; remove it here",
    ]);
    expect(issues(["external-secrets"], {}, {}, "eu-west-1", { credentials: { secretsManager: "git" } })).to.deep.equal([
      "gitops.addons[0]: `external-secrets` must be installed before GitOps, because `gitops.credentials` requires it; remove it here",
    ]);
  });

  it("rejects the add-on that starts the only nodes", () => {
    const fargate = { system: { selectors: [{ namespace: "kube-system", labels: {} }] } };
    expect(issues(["karpenter"], { karpenter: true }, { nodePools: {}, fargate })).to.include(
      "gitops.addons[0]: `karpenter` starts the only nodes for GitOps to run on; remove it here, or add a pool to `nodePools`",
    );
  });

  it("accepts metrics-server if it is installed from a chart", () => {
    expect(issues(["metrics-server"])).to.have.length(1);
    expect(issues(["metrics-server"], {}, {}, "cn-north-1")).to.deep.equal([]);
  });

  it("rejects an add-on that is required by one that GitOps does not manage", () => {
    const custom = {
      shop: addonCatalog.custom.parse({ chart: "shop", repo: "https://charts.example", version: "1.0.0", requires: ["keda"] }),
    };
    const select = (addons: string[]) =>
      addonCatalog
        .select({ ...stack(), gitops: gitopsSettings.parse({ engine: "argocd", repo, addons }), region: "eu-west-1", addons: { custom } })
        .issues.map(({ path, message }) => `${path}: ${message}`);
    expect(select(["keda"])).to.deep.equal([
      "gitops.addons[0]: `keda` would come after `shop`, which requires it; add that to gitops.addons too",
    ]);
    expect(select(["keda", "shop"])).to.deep.equal([]);
  });

  it("gives external-secrets access to the engine's credentials, and the engine's namespace access to the store", () => {
    const asked = { "external-secrets": { secrets: ["shop/*"], namespaces: ["shop"], stores: false } };
    const options = (requested: Requested, engine: string) =>
      selection([], requested, {}, "eu-west-1", { engine, credentials: { secretsManager: "git" } }).addons["external-secrets"];
    expect(options(asked, "flux")).to.deep.include({ secrets: ["shop/*", "git"], namespaces: ["shop", "flux-system"], stores: true });
    expect(options({}, "argocd")).to.deep.include({ secrets: ["git"], namespaces: [], stores: true });
  });

  it("creates the AWS resources of the add-ons, but no Kubernetes objects", async () => {
    const withoutGitops = await installed({ addons: { karpenter: true, velero: true, "fluent-bit": true } });
    const { resources } = await installed({
      addons: { karpenter: true, velero: true, "fluent-bit": true },
      managedByGitops: ["karpenter", "velero", "fluent-bit"],
    });
    const onAws = ({ type }: { type: string }) => type.startsWith("aws:") && type !== "aws:eks/addon:Addon";
    const names = (found: typeof resources) => found.all.filter(onAws).map(({ type, name }) => `${type} ${name}`);
    expect(names(resources)).to.have.members(names(withoutGitops.resources)).and.not.to.be.empty;
    expect(resources.all.filter(({ type }) => type.startsWith("kubernetes:"))).to.deep.equal([]);
    expect(withoutGitops.resources.ofType(releaseType)).to.have.length(4); // with Karpenter's CRDs
  });

  it("passes the chart and the values that the add-on would have without GitOps", async () => {
    const withoutGitops = await installed({ addons: { karpenter: true }, cluster: { identity: "irsa" } });
    const { addons } = await installed({ addons: { karpenter: true }, cluster: { identity: "irsa" }, managedByGitops: ["karpenter"] });
    const release = withoutGitops.resources.named("eks-karpenter", releaseType).inputs;
    const { values, ...gitopsMetadata } = addons.karpenter!.gitopsMetadata!;
    expect(gitopsMetadata).to.deep.include({
      namespace: "kube-system",
      chart: "oci://public.ecr.aws/karpenter/karpenter",
      version: release.version,
    });
    expect(Object.keys(gitopsMetadata.extra)).to.have.members(["queue_name", "node_role_name"]);
    expect(JSON.parse(values)).to.deep.equal(release.values);
    expect(addons.karpenter!.roleArns).to.deep.equal({
      karpenter: JSON.parse(values).serviceAccount.annotations["eks.amazonaws.com/role-arn"],
    });
    expect(withoutGitops.addons.karpenter!.gitopsMetadata).to.equal(undefined);
  });

  it("passes the user's version and values", async () => {
    const options = { version: "2.18.0", values: { logging: { operator: { level: "debug" } } } };
    const { addons } = await installed({ addons: { keda: options }, managedByGitops: ["keda"] });
    expect(addons.keda!.gitopsMetadata!.version).to.equal("2.18.0");
    expect(JSON.parse(addons.keda!.gitopsMetadata!.values)).to.deep.nested.include({
      "logging.operator.level": "debug",
      clusterName: "shop",
    });
  });
});
