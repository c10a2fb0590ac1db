import { expect } from "chai";
import { catalog } from "../../../../components/addons/catalog";
import type { AddonOptions } from "../../../../components/settings/types";
import { chartIssues } from "../../../harness/mocks/chart";
import { type Resources, startMocks } from "../../../harness/mocks/mocks";
import { actionsOf, inlineStatements, published } from "../../../harness/mocks/policies";
import { type Changes, type InstallOptions, install, profileOf } from "../../fixtures";

const releaseType = "kubernetes:helm.sh/v3:Release";
const bucketType = "aws:s3/bucket:Bucket";
const role = "eks-velero-velero-server";
const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/backups";

type Options = Readonly<Record<string, unknown>>;

async function run(options: true | Options = true, more: InstallOptions = {}) {
  const mocks = startMocks();
  await mocks.run(() => install({ addons: { velero: options }, ...more }));
  return mocks;
}

async function installed(options: true | Options = true, more: InstallOptions = {}) {
  return (await run(options, more)).resources;
}

async function values(options: true | Options = true, more: InstallOptions = {}) {
  return (await installed(options, more)).only(releaseType).inputs.values;
}

function bucketNameIn(resources: Resources): string {
  return resources.idOf(bucketType, "eks-velero-bucket");
}

async function errorOf(options: Options, more: InstallOptions = {}): Promise<string> {
  return installed(options, more).then(
    () => "",
    (error: Error) => error.message,
  );
}

describe("velero", () => {
  it("installs the chart with the AWS plugin and without access keys", async () => {
    const { inputs } = (await installed()).only(releaseType);
    expect(inputs).to.deep.include({
      name: "velero",
      chart: "velero",
      version: "12.1.0",
      namespace: "velero",
      repositoryOpts: { repo: "https://vmware-tanzu.github.io/helm-charts" },
    });
    expect(inputs.values.credentials).to.deep.equal({ useSecret: false });
    expect(inputs.values.upgradeCRDs).to.equal(true);
    expect(inputs.values.upgradeJobResources.requests).to.have.keys("cpu", "memory");
  });

  it("sets only values that the chart declares", async () => {
    for (const options of [
      true,
      { bucket: "backups", prefix: "shop", kmsKeyArn, snapshots: "csi", nodeAgent: true, schedules: {} },
    ] as const) {
      expect(chartIssues("velero", await values(options, { cluster: { identity: "irsa" } }))).to.deep.equal([]);
    }
  });

  it("stores backups in its own bucket in the cluster's region", async () => {
    const resources = await installed();
    expect(resources.only(releaseType).inputs.values.configuration.backupStorageLocation).to.deep.equal([
      { name: "default", provider: "aws", default: true, bucket: bucketNameIn(resources), config: { region: "eu-west-1" } },
    ]);
  });

  it("blocks public access to its bucket, encrypts and versions it, and never expires current objects", async () => {
    const resources = await installed(true, { tags: { owner: "platform" } });
    const bucket = resources.only(bucketType);
    expect(bucket.inputs).to.deep.equal({ tags: { owner: "platform" } }); // no forceDestroy: AWS does not delete a bucket with backups
    expect(resources.only("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).to.include({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const encryption = resources.only("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration");
    expect(encryption.inputs.rules).to.deep.equal([{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
    expect(resources.only("aws:s3/bucketVersioning:BucketVersioning").inputs.versioningConfiguration).to.deep.equal({ status: "Enabled" });
    const [rule] = resources.only("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs.rules;
    expect(rule).to.deep.include({
      status: "Enabled",
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      noncurrentVersionExpiration: { noncurrentDays: 30 },
      expiration: { expiredObjectDeleteMarker: true },
    });
  });

  it("retains its bucket with all its settings only when `retain` is true", async () => {
    for (const retain of [true, false]) {
      const own = (await installed({ retain })).all.filter(({ type }) => type.startsWith("aws:s3/"));
      expect(own).to.have.length(6);
      for (const { type, retainOnDelete } of own) expect(retainOnDelete, type).to.equal(retain);
    }
  });

  it("denies requests to its bucket without TLS in every partition", async () => {
    const resources = await installed(true, { region: "cn-north-1" });
    const { policy } = resources.only("aws:s3/bucketPolicy:BucketPolicy").inputs;
    const [statement] = JSON.parse(policy).Statement;
    expect(statement).to.deep.include({
      Effect: "Deny",
      Action: "s3:*",
      Resource: [`arn:aws-cn:s3:::${bucketNameIn(resources)}`, `arn:aws-cn:s3:::${bucketNameIn(resources)}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
  });

  it("waits for public access block and bucket policy, but creates the bucket in parallel with the nodes", async () => {
    const resources = await installed();
    const release = resources.only(releaseType);
    for (const type of ["bucketPublicAccessBlock:BucketPublicAccessBlock", "bucketPolicy:BucketPolicy"]) {
      expect(resources.waitsFor(release, resources.only(`aws:s3/${type}`))).to.equal(true);
    }
    expect(resources.only(bucketType).dependencies).to.be.empty;
  });

  it("encrypts with `kmsKeyArn`", async () => {
    const resources = await installed({ kmsKeyArn });
    const encryption = resources.only("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration");
    expect(encryption.inputs.rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn }, bucketKeyEnabled: true },
    ]);
    const [location] = resources.only(releaseType).inputs.values.configuration.backupStorageLocation;
    expect(location.config).to.deep.equal({ region: "eu-west-1", kmsKeyId: kmsKeyArn });
    const onKey = inlineStatements(resources, role).filter(({ Resource }) => Resource.includes(kmsKeyArn));
    expect(actionsOf(published("velero-aws", "kms"))).to.include.members(actionsOf(onKey));
  });

  it("accepts an existing bucket and a prefix in it", async () => {
    const resources = await installed({ bucket: "backups", prefix: "clusters/shop" });
    expect(resources.ofType(bucketType)).to.be.empty;
    const [location] = resources.only(releaseType).inputs.values.configuration.backupStorageLocation;
    expect(location).to.include({ bucket: "backups", prefix: "clusters/shop" });
    expect(inlineStatements(resources, role).find(({ Action }) => Action.includes("s3:PutObject"))!.Resource).to.deep.equal([
      "arn:aws:s3:::backups/clusters/shop/*",
    ]);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`allows exactly the published actions on its bucket only, in ${partition}`, async () => {
      const statements = inlineStatements(await installed({ bucket: "backups" }, { region }), role);
      expect(actionsOf(statements)).to.deep.equal(actionsOf(published("velero-aws", "default")));
      const onBucket = published("velero-aws", "default", { "arn:aws:": `arn:${partition}:`, "${BUCKET}": "backups" }).slice(1);
      expect(statements).to.deep.include.members(onBucket);
    });
  }

  it("leaves snapshots to the CSI driver or takes none, without EC2 permissions", async () => {
    for (const [snapshots, features] of [
      ["csi", "EnableCSI"],
      ["none", undefined],
    ] as const) {
      const resources = await installed({ bucket: "backups", snapshots });
      const { configuration, snapshotsEnabled } = resources.only(releaseType).inputs.values;
      expect(configuration.features).to.equal(features);
      expect(configuration.volumeSnapshotLocation).to.deep.equal([]);
      expect(snapshotsEnabled).to.equal(false);
      const actions = inlineStatements(resources, role).flatMap(({ Action }) => Action);
      expect(actions.filter((action) => action.startsWith("ec2:"))).to.be.empty;
    }
    expect((await values()).configuration.volumeSnapshotLocation).to.deep.equal([
      { name: "default", provider: "aws", config: { region: "eu-west-1" } },
    ]);
  });

  it("backs everything up each night by default", async () => {
    expect((await values()).schedules).to.deep.equal({
      daily: {
        schedule: "0 3 * * *",
        template: { storageLocation: "default", ttl: "720h", includedNamespaces: ["*"], excludedNamespaces: [] },
      },
    });
    const hourly = { schedule: "@hourly", ttl: "48h", includedNamespaces: ["shop"] };
    expect((await values({ schedules: { shop: hourly } })).schedules).to.deep.equal({
      shop: {
        schedule: "@hourly",
        template: { storageLocation: "default", ttl: "48h", includedNamespaces: ["shop"], excludedNamespaces: [] },
      },
    });
    expect((await values({ schedules: {} })).schedules).to.deep.equal({});
  });

  it("runs a node agent on every node when enabled, but not on Fargate", async () => {
    expect((await values()).deployNodeAgent).to.equal(false);
    const { deployNodeAgent, nodeAgent } = await values({ nodeAgent: true });
    expect(deployNodeAgent).to.equal(true);
    expect(nodeAgent.tolerations).to.deep.equal([{ operator: "Exists" }]);
    const fargate = { batch: { selectors: [{ namespace: "batch", labels: {} }] } };
    expect(await errorOf({ nodeAgent: true }, { nodePools: {}, fargate })).to.match(/DaemonSet/);
    expect(await errorOf({}, { nodePools: {}, fargate })).to.equal("");
  });

  it("pulls every image through a mirror", async () => {
    const { image, initContainers } = await values(true, { images: { registries: { "docker.io": "mirror.example/hub" } } });
    expect(image.repository).to.equal("mirror.example/hub/velero/velero");
    expect(initContainers[0].image).to.equal("mirror.example/hub/velero/velero-plugin-for-aws:v1.14.0");
  });

  it("waits for its permissions under Pod Identity, and annotates its service account under IRSA", async () => {
    const resources = await installed();
    const association = resources.only("aws:eks/podIdentityAssociation:PodIdentityAssociation");
    expect(association.inputs).to.include({ namespace: "velero", serviceAccount: "velero-server" });
    expect(resources.waitsFor(resources.only(releaseType), association)).to.equal(true);
    const { server } = (await values(true, { cluster: { identity: "irsa" } })).serviceAccount;
    expect(server.name).to.equal("velero-server");
    expect(server.annotations["eks.amazonaws.com/role-arn"]).to.include(role);
  });

  it("parents its resources to the add-on's component, except the namespace, which can be shared", async () => {
    const resources = await installed();
    const namespace = resources.only("kubernetes:core/v1:Namespace").urn;
    const own = resources.named("eks-velero", "eks-blueprints:index:InstalledAddon");
    const isBelow = (urn: string | undefined): boolean =>
      urn === own.urn || (urn !== undefined && isBelow(resources.all.find((each) => each.urn === urn)?.parent));
    for (const { name, parent, urn } of resources.all.filter(
      (each) => each.name.startsWith("eks-velero") && ![own.urn, namespace].includes(each.urn),
    )) {
      expect(isBelow(parent), `${name} ${urn}`).to.equal(true);
    }
  });

  it("warns when no volume snapshots would be taken", () => {
    const { velero } = catalog;
    const warning = (snapshots: string, changes: Changes = {}, others: Readonly<Record<string, unknown>> = {}) =>
      velero.warn!(velero.options.parse({ snapshots }) as AddonOptions, profileOf(changes, "eu-west-1", others), new Set());
    const autoMode = { cluster: { autoMode: true } };
    expect(warning("ebs")).to.equal(undefined);
    expect(warning("ebs", autoMode))
      .to.have.property("fix")
      .that.matches(/set `snapshots: csi`/);
    expect(warning("csi", {}, { "aws-ebs-csi-driver": { snapshots: {} } })).to.equal(undefined);
    for (const others of [{}, { "aws-ebs-csi-driver": { snapshots: false } }])
      expect(warning("csi", {}, others))
        .to.have.property("message")
        .that.matches(/requires a snapshot controller/);
    expect(warning("none", autoMode)).to.equal(undefined);
  });

  it("rejects invalid options", async () => {
    const { options } = catalog.velero;
    for (const wrong of [
      { bucket: "Backups" },
      { prefix: "/shop" },
      { schedules: { daily: { schedule: "3 o'clock" } } },
      { schedules: { Daily: { schedule: "@daily" } } },
      { schedules: { daily: { schedule: "@daily", ttl: "30d" } } },
      { keepDeletedDays: 0 },
    ]) {
      expect(options.safeParse(wrong).success, JSON.stringify(wrong)).to.equal(false);
    }
    expect(await errorOf({ bucket: "backups", retain: true })).to.match(/remove `retain`/);
    expect(await errorOf({ kmsKeyArn }, { region: "us-gov-west-1" })).to.match(/expected arn:aws-us-gov:/);
  });
});
