import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import { expect } from "chai";
import { z } from "zod";
import {
  type AnyAddon,
  awsResources,
  eksAddon,
  helmChart,
  type InstallStep,
  manifests,
  type WorkloadIdentity,
} from "../../../components/addons/addon";
import { commonOptions } from "../../../components/addons/catalog/common/options";
import { InstalledAddon } from "../../../components/addons/install/installed-addon";
import { namespacesOf } from "../../../components/addons/install/namespaces";
import { type Resources, startMocks } from "../../harness/mocks/mocks";
import { type Changes, installContext } from "../fixtures";

const additional = z.union([z.boolean(), z.strictObject(commonOptions.managed)]).default(false);
const options = z.strictObject({ ...commonOptions.chart, crds: additional, extras: additional });

/** An add-on as a user writes it. */
function addon(install: readonly InstallStep[], more: Partial<AnyAddon> = {}): AnyAddon {
  return {
    name: "podinfo",
    options,
    namespace: "podinfo",
    requires: ["nodes"],
    supportsFargate: true,
    identity: () => [
      {
        namespace: "podinfo",
        serviceAccount: "podinfo",
        statements: () => [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::podinfo/*" }],
      },
    ],
    install: () => install,
    ...more,
  };
}

const release = helmChart({
  chart: "oci://registry.example/charts/podinfo",
  namespace: "podinfo",
  values: (annotate) => ({ serviceAccount: { name: "podinfo", annotations: annotate("podinfo") } }),
});

const configMap = manifests((name, opts) => [new k8s.core.v1.ConfigMap(`${name}-settings`, { metadata: { namespace: "podinfo" } }, opts)]);

async function installed(addon: AnyAddon, changes: Changes = {}, optionInput: Record<string, unknown> = {}) {
  const mocks = startMocks();
  const outputs = await mocks.run(() => {
    const before = new k8s.core.v1.Namespace("before");
    const versions = { chart: "6.9.0", eksAddon: { "1.35": ["v1.2.3-eksbuild.4", "default"] as const } };
    const context = installContext(changes);
    const namespaceOf = namespacesOf("eks", [addon], { provider: context.cluster.provider });
    const args = { addon, options: options.parse(optionInput), install: context, versions, namespaceOf, after: [before] };
    return new InstalledAddon("eks-podinfo", args).outputs;
  });
  return { resources: mocks.resources, outputs };
}

async function resources(
  install: readonly InstallStep[],
  changes: Changes = {},
  optionInput: Record<string, unknown> = {},
): Promise<Resources> {
  return (await installed(addon(install), changes, optionInput)).resources;
}

describe("InstalledAddon: chart", () => {
  it("installs a release of the pinned version and prefers the user's values", async () => {
    const found = await resources([release], {}, { values: { serviceAccount: { name: "mine" }, ui: { color: "blue" } } });
    expect(found.only("kubernetes:helm.sh/v3:Release").inputs).to.deep.include({
      name: "podinfo",
      chart: "oci://registry.example/charts/podinfo",
      version: "6.9.0",
      namespace: "podinfo",
      values: { serviceAccount: { name: "mine", annotations: {} }, ui: { color: "blue" } },
    });
    expect(found.only("kubernetes:helm.sh/v3:Release").inputs).not.to.have.property("repositoryOpts");
  });

  it("waits for association and policies under Pod Identity, although no output depends on them", async () => {
    const found = await resources([release]);
    const { dependencies } = found.only("kubernetes:helm.sh/v3:Release");
    expect(dependencies).to.include(found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation").urn);
    expect(dependencies).to.include(found.only("aws:iam/rolePolicy:RolePolicy").urn);
    expect(dependencies).to.include(found.named("before").urn);
  });

  it("annotates its service account under IRSA and on Fargate", async () => {
    const fargate = { podinfo: { selectors: [{ namespace: "podinfo", labels: {} }] } };
    for (const changes of [{ cluster: { identity: "irsa" as const } }, { fargate }]) {
      const found = await resources([release], changes);
      expect(found.only("kubernetes:helm.sh/v3:Release").inputs.values.serviceAccount.annotations).to.deep.equal({
        "eks.amazonaws.com/role-arn": found.outputsOf("aws:iam/role:Role", "eks-podinfo-podinfo").arn,
      });
      expect(found.ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")).to.be.empty;
    }
  });
});

describe("InstalledAddon: EKS add-on", () => {
  it("removes values that the user sets to null, which EKS would reject", async () => {
    const step = eksAddon("podinfo", { ui: { color: "red", message: "hello" } });
    const found = await resources([step], {}, { values: { ui: { message: null, logo: null }, replicas: 2 } });
    expect(JSON.parse(found.only("aws:eks/addon:Addon").inputs.configurationValues)).to.deep.equal({ replicas: 2, ui: { color: "red" } });
  });
});

describe("InstalledAddon: namespace", () => {
  const namespaceType = "kubernetes:core/v1:Namespace";

  it("is created before the add-on's resources and after its prerequisites", async () => {
    for (const step of [release, configMap, eksAddon("podinfo")]) {
      const found = await resources([step]);
      const namespace = found.named("eks-podinfo-namespace", namespaceType);
      expect(namespace.inputs.metadata).to.deep.equal({ name: "podinfo" });
      expect(namespace.dependencies).to.include(found.named("before").urn);
      const all = found.all.filter(({ type }) => /Release|ConfigMap|eks\/addon:/.test(type));
      expect(all).to.have.length(1);
      expect(all[0]!.dependencies).to.include(namespace.urn);
    }
  });

  it("is not created if every cluster has it, or for AWS resources only", async () => {
    const queue = awsResources((name, opts) => [new aws.sqs.Queue(name, {}, opts)]);
    expect((await resources([queue])).ofType(namespaceType).map(({ name }) => name)).to.deep.equal(["before"]);
    const { resources: found } = await installed(addon([{ ...release, namespace: "kube-system" }]));
    expect(found.ofType(namespaceType).map(({ name }) => name)).to.deep.equal(["before"]);
  });
});

describe("InstalledAddon: images", () => {
  it("are pulled from the configured mirror, or from the original registry", async () => {
    const image = helmChart({
      chart: "podinfo",
      repo: "https://charts.example",
      namespace: "podinfo",
      values: (_, mirror) => ({ image: { repository: `${mirror("ghcr.io")}/stefanprodan/podinfo` } }),
    });
    const registries = { "ghcr.io": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ghcr" };
    for (const [images, host] of [
      [{}, "ghcr.io"],
      [{ registries }, registries["ghcr.io"]],
    ] as const) {
      const found = await resources([image], { images });
      expect(found.only("kubernetes:helm.sh/v3:Release").inputs.values.image.repository).to.equal(`${host}/stefanprodan/podinfo`);
    }
  });
});

describe("InstalledAddon: AWS resources", () => {
  it("are created first, without waiting, and passed to permissions, values and outputs", async () => {
    const { resources: found, outputs } = await installed(
      addon([], {
        createAwsResources: (name, _options, _site, opts) => new aws.sqs.Queue(`${name}-queue`, {}, opts),
        identity: () => [
          {
            namespace: "podinfo",
            serviceAccount: "podinfo",
            statements: (_install, queue) => [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: (queue as aws.sqs.Queue).arn }],
          },
        ],
        install: (_options, _site, queue) => [
          helmChart({
            chart: "oci://registry.example/podinfo",
            namespace: "podinfo",
            values: () => ({ queue: (queue as aws.sqs.Queue).url }),
          }),
        ],
        outputs: (_options, _site, queue) => ({ queue: (queue as aws.sqs.Queue).name }),
      }),
    );
    const queue = found.named("eks-podinfo-queue");
    expect(queue.dependencies).not.to.include(found.named("before").urn);
    expect(queue.parent).to.equal(found.named("eks-podinfo", "eks-blueprints:index:InstalledAddon").urn);
    expect(found.waitsFor(found.only("kubernetes:helm.sh/v3:Release"), queue)).to.equal(true);
    expect(found.waitsFor(found.only("aws:iam/rolePolicy:RolePolicy"), queue)).to.equal(true);
    expect(outputs).to.have.keys("queue");
  });
});

describe("InstalledAddon: EKS add-on with several service accounts", () => {
  const account = (serviceAccount: string, more: Partial<WorkloadIdentity> = {}): WorkloadIdentity => ({
    namespace: "podinfo",
    serviceAccount,
    managedPolicies: [`${serviceAccount}-policy`],
    ...more,
  });
  const withAccounts = (...identities: WorkloadIdentity[]) => addon([eksAddon("podinfo"), configMap], { identity: () => identities });

  it("creates a role for each under Pod Identity", async () => {
    const { resources: found } = await installed(withAccounts(account("controller"), account("node")));
    const { podIdentityAssociations } = found.only("aws:eks/addon:Addon").inputs;
    expect(podIdentityAssociations.map(({ serviceAccount }: { serviceAccount: string }) => serviceAccount)).to.deep.equal([
      "controller",
      "node",
    ]);
    expect(found.ofType("aws:iam/role:Role")).to.have.length(2);
  });

  it("creates one role with all permissions under IRSA, because EKS accepts only one", async () => {
    const { resources: found } = await installed(withAccounts(account("controller"), account("node")), { cluster: { identity: "irsa" } });
    const role = found.only("aws:iam/role:Role");
    expect(found.only("aws:eks/addon:Addon").inputs.serviceAccountRoleArn).to.equal(found.outputsOf(role.type, role.name).arn);
    const [statement] = JSON.parse(role.inputs.assumeRolePolicy).Statement;
    expect(statement.Condition.StringEquals["oidc.example/id/1:sub"]).to.deep.equal([
      "system:serviceaccount:podinfo:controller",
      "system:serviceaccount:podinfo:node",
    ]);
    expect(found.ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment").map(({ inputs }) => inputs.policyArn)).to.have.members([
      "arn:aws:iam::aws:policy/controller-policy",
      "arn:aws:iam::aws:policy/node-policy",
    ]);
  });

  it("creates an association for service accounts of its own objects, which wait for it", async () => {
    const { resources: found } = await installed(withAccounts(account("controller"), account("collector", { ownServiceAccount: true })));
    const { podIdentityAssociations } = found.only("aws:eks/addon:Addon").inputs;
    expect(podIdentityAssociations).to.have.length(1);
    const association = found.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs.serviceAccount).to.equal("collector");
    expect(found.named("eks-podinfo-settings").dependencies).to.include(association.urn);
    expect(found.only("aws:eks/addon:Addon").dependencies).not.to.include(association.urn);
  });
});

describe("InstalledAddon: several install steps", () => {
  it("runs them in order, also across a step without resources", async () => {
    const crds = helmChart({
      additionalRelease: { noun: "crds" },
      chart: "podinfo-crds",
      repo: "https://charts.example",
      namespace: "podinfo",
      values: () => ({}),
    });
    const found = await resources([crds, manifests(() => []), configMap, release]);
    const map = found.named("eks-podinfo-settings");
    expect(found.named("eks-podinfo-crds").inputs.repositoryOpts).to.deep.equal({ repo: "https://charts.example" });
    expect(map.dependencies).to.include(found.named("eks-podinfo-crds").urn);
    expect(map.dependencies).not.to.include(found.named("before").urn);
    expect(found.named("eks-podinfo", "kubernetes:helm.sh/v3:Release").dependencies).to.include(map.urn);
  });

  it("applies the options of an additional release to it alone", async () => {
    const versions = { eksAddon: { "1.35": ["v7.0.0-eksbuild.1", "default"] } } as const;
    const steps = [
      eksAddon("podinfo-crds", { replicas: 1, color: "red" }, { noun: "crds", option: "crds", versions }),
      eksAddon("podinfo-extras", {}, { noun: "extras", option: "extras", versions }),
    ];
    const found = await resources(
      steps,
      {},
      { crds: { version: "v7.2.0-eksbuild.1", values: { color: "blue" } }, extras: true, values: {} },
    );
    const crds = found.named("eks-podinfo-crds").inputs;
    expect(crds.addonVersion).to.equal("v7.2.0-eksbuild.1");
    expect(JSON.parse(crds.configurationValues)).to.deep.equal({ replicas: 1, color: "blue" });
    expect(found.named("eks-podinfo-extras").inputs).to.include({ addonVersion: "v7.0.0-eksbuild.1" });
  });

  it("does not apply the user's values and version to additional releases with their own versions", async () => {
    const steps = [
      eksAddon("podinfo-crds", {}, { noun: "crds", versions: { eksAddon: { "1.35": ["v7.0.0-eksbuild.1", "default"] } } }),
      helmChart({
        chart: "podinfo-extras",
        repo: "https://charts.example",
        namespace: "podinfo",
        skipCrds: true,
        values: () => ({}),
        additionalRelease: { noun: "extras" },
      }),
      helmChart({ chart: "podinfo", repo: "https://charts.example", namespace: "podinfo", release: "mine", values: () => ({}) }),
    ];
    const found = await resources(steps, {}, { version: "7.1.0", values: { color: "blue" } });
    const crds = found.only("aws:eks/addon:Addon").inputs;
    expect(crds.addonVersion).to.equal("v7.0.0-eksbuild.1");
    expect(crds.configurationValues).to.equal("{}");
    expect(found.named("eks-podinfo-extras").inputs).to.deep.include({
      name: "podinfo-extras",
      version: "7.1.0",
      skipCrds: true,
      values: {},
    });
    const main = found.named("eks-podinfo", "kubernetes:helm.sh/v3:Release").inputs;
    expect(main).to.deep.include({ name: "mine", version: "7.1.0", values: { color: "blue" } });
    expect(main).not.to.have.property("skipCrds");
  });
});
