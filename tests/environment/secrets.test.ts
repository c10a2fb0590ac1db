// Which values of a stack are secret, and that they are not visible elsewhere: the plan is searched for recognizable texts.
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { parseDocument } from "yaml";
import { runProgram } from "../../plan/engine/run";
import { readProject } from "../../plan/project/project";
import { readStackFile } from "../../plan/project/stack";
import { createSimulation } from "../../plan/simulation";
import { type PlannedResource, type Recording, Secret, type Value } from "../../plan/types";
import { plainTexts } from "../harness/mocks/secret-search";

const root = path.join(__dirname, "../..");
const project = readProject(root);

/** A stack of tests/fixtures/state with additional settings by path. */
async function planned(stack: string, settings: ReadonlyMap<string, unknown>, secretSections: readonly string[]): Promise<Recording> {
  const document = parseDocument(readFileSync(path.join(__dirname, `../fixtures/state/${stack}.yaml`), "utf8"));
  for (const [at, value] of settings) {
    const [section, ...keys] = at.split("/");
    document.setIn(["config", `eks-blueprints:${section}`, ...keys], document.createNode(value));
  }
  const { config } = readStackFile(project, document.toString(), stack, false);
  const secretKeys = secretSections.map((section) => `eks-blueprints:${section}`);
  const { directory, name, main = "" } = project;
  return runProgram({ directory, main, project: name, stack, config, secretKeys, preview: false, simulation: createSimulation() });
}

/** Settings with encrypted values, each with a unique text. */
const grafana = { grafana: { adminPassword: "secret-of-grafana" } };
const userData = {
  general: "echo secret-of-al2023",
  stateful: '[settings.motd]\nx = "secret-of-bottlerocket"',
  spot: "echo secret-of-selfmanaged",
};
const manifests = [
  { apiVersion: "v1", kind: "Secret", metadata: { name: "login" }, stringData: { token: "secret-of-string-data" } },
  { apiVersion: "v1", kind: "Secret", metadata: { name: "key" }, data: { token: Buffer.from("secret-of-data").toString("base64") } },
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "banner" }, data: { text: "secret-of-config-map" } },
  {
    apiVersion: "example.com/v1",
    kind: "Banner",
    metadata: { name: "banner", namespace: "banner" },
    spec: { text: "secret-of-custom-resource" },
  },
];

const stacks = {
  everything: new Map<string, unknown>([
    ["addons/prometheus/values", grafana],
    ["addons/coredns", { values: { corefile: "secret-of-coredns" } }],
    ["addons/custom/podinfo/values", { list: [{ token: "secret-of-podinfo" }] }],
    ["addons/custom/portal", { chart: "portal", repo: "https://reader:secret-of-charts@charts.example.com", version: "1.2.3" }],
    ["addons/custom/banner/manifests", manifests],
    ["nodePools/general/userData", userData.general],
    ["nodePools/stateful/userData", userData.stateful],
    ["nodePools/spot/userData", userData.spot],
    ["addons/karpenter/nodePools/default/userData", userData.general.replace("al2023", "karpenter")],
    ["gitops/credentials", { password: "secret-of-argocd" }],
    ["gitops/teams/burnham/credentials", { password: "secret-of-team" }],
  ]),
  "everything-else": new Map<string, unknown>([
    ["addons/keda", { values: { token: "secret-of-handed-over" } }],
    ["gitops/addons", ["kyverno", "keda"]],
    ["gitops/repo", "ssh://git@github.com/example/clusters"],
    ["gitops/credentials", { sshPrivateKey: "secret-of-flux", knownHosts: "github.com ssh-ed25519 secret-of-hosts" }],
    ["gitops/teams/burnham/credentials", { password: "secret-of-team" }],
    ["images/cache/upstreams/registry.gitlab.com/accessToken", "secret-of-registry"],
  ]),
};

function textsIn(settings: ReadonlyMap<string, unknown>): string[] {
  const all = JSON.stringify([...settings.values()]).match(/secret-of-[a-z0-9-]+/g) ?? [];
  return [...all, ...(settings === stacks.everything ? ["secret-of-data"] : [])];
}

/** All properties of a plan that are secret, as `<type> <property>`. */
function secretProperties({ resources }: Recording, kind: "inputs" | "outputs"): string[] {
  const held = ({ type, [kind]: values }: PlannedResource) =>
    Object.entries(values).flatMap(([key, value]) => (holdsSecret(value) ? [`${type} ${key}`] : []));
  return [...new Set(resources.flatMap(held))].sort();
}

function holdsSecret(value: Value): boolean {
  if (value instanceof Secret) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsSecret);
}

/** The random password of the file system of `trident`. */
const ofOntap = [
  "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine svmAdminPassword",
  "aws:secretsmanager/secretVersion:SecretVersion secretString",
];

describe("Environment: secrets", () => {
  const recordings: Partial<Record<string, Recording>> = {};
  before(async () => {
    for (const [stack, settings] of Object.entries(stacks))
      recordings[stack] = await planned(stack, settings, ["addons", "nodePools", "gitops", "images"]);
  });

  for (const [stack, settings] of Object.entries(stacks)) {
    it(`are not visible in stack ${stack}: no input, output, name, description or log line`, () => {
      const recording = recordings[stack]!;
      const texts = textsIn(settings);
      expect(texts.length).to.be.at.least(settings.size - 1);
      expect(plainTexts(recording, texts)).to.deep.equal([]);
      // they exist in encrypted form: the search finds them in decrypted secrets
      const opened = plainTexts(open(recording), texts).map(({ text }) => text);
      expect(texts.filter((text) => !opened.includes(text))).to.deep.equal([]);
    });
  }

  it("include the kubeconfigs of the cluster, the environment and the Kubernetes provider", () => {
    const recording = recordings.everything!;
    expect(plainTexts(recording, ["client.authentication.k8s.io"])).to.deep.equal([]);
    expect(recording.outputs.kubeconfig).to.be.instanceOf(Secret);
    expect(secretProperties(recording, "inputs").filter((name) => /^pulumi:providers.* kubeconfig$/.test(name))).to.deep.equal([
      "pulumi:providers:kubernetes kubeconfig",
    ]);
    expect(secretProperties(recording, "outputs")).to.include.members([
      "eks-blueprints:index:Cluster kubeconfig",
      "eks-blueprints:index:Environment kubeconfig",
      "eks:index:Cluster kubeconfig",
      "eks:index:Cluster kubeconfigJson",
      "pulumi:providers:kubernetes kubeconfig",
    ]);
  });

  it("are only in these input properties", () => {
    const ofConfig = "pulumi:providers:pulumi-nodejs "; // Pulumi passes it the whole stack config, with the encrypted values of the stack file
    expect(secretProperties(recordings.everything!, "inputs").filter((name) => !name.startsWith(ofConfig))).to.deep.equal([
      "aws:ec2/launchTemplate:LaunchTemplate userData",
      "aws:eks/addon:Addon configurationValues",
      ...ofOntap,
      "eks-blueprints:index:Addons addons",
      "eks-blueprints:index:Environment addons",
      "eks-blueprints:index:Environment gitops",
      "eks-blueprints:index:Environment nodePools",
      "eks-blueprints:index:NodePool settings",
      "kubernetes:core/v1:ConfigMap data",
      "kubernetes:core/v1:Secret data",
      "kubernetes:core/v1:Secret stringData",
      "kubernetes:example.com/v1:Banner spec",
      "kubernetes:helm.sh/v3:Release repositoryOpts",
      "kubernetes:helm.sh/v3:Release values",
      "kubernetes:karpenter.k8s.aws/v1:EC2NodeClass spec",
      "pulumi-nodejs:dynamic/eks-blueprints:AddonGuard kubeconfig",
      "pulumi-nodejs:dynamic/eks-blueprints:Drain kubeconfig",
      "pulumi-nodejs:dynamic/eks-blueprints:NodeDrain kubeconfig",
      "pulumi:providers:kubernetes kubeconfig",
    ]);
  });

  it("include only encrypted settings: a stack without encrypted sections shows its values", async () => {
    const settings = new Map([["addons/prometheus/values", { grafana: { replicas: 2 } }]]);
    const recording = await planned("everything", settings, []);
    const shown = secretProperties(recording, "inputs").filter((name) => !name.endsWith(" kubeconfig"));
    // every Kubernetes Secret, the credentials of GitOps, and a password that the stack makes
    expect(shown).to.deep.equal([...ofOntap, "eks-blueprints:index:Environment gitops", "kubernetes:core/v1:Secret stringData"]);
  });
});

/** The value with every secret decrypted. */
function open(value: unknown): unknown {
  if (value instanceof Secret) return open(value.value);
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, open(inner)]));
}
