import { expect } from "chai";
import fc from "fast-check";
import { issuesOf } from "../../settings/support";
import { isWithin, type Place, placesOf, replaced, type Tree, textOf } from "../../settings/validation/trees";

const role = "arn:aws-cn:iam::111122223333:role/x";
const policy = "arn:aws-cn:iam::111122223333:policy/x";
const key = (region: string) => `arn:aws:kms:${region}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const far = key("us-east-1");

/** Options with several violations for each add-on, each with the paths of the options that its check reads. */
const addons: Readonly<Record<string, { readonly options: Tree; readonly violations: Readonly<Record<string, readonly string[]>> }>> = {
  "vpc-cni": {
    options: {
      podSecurityGroups: true,
      values: { env: { WARM_IP_TARGET: 5 }, eniConfig: { create: true }, enableWindowsIpam: true, init: { env: { X: 1 } } },
    },
    violations: {
      "values.env.WARM_IP_TARGET": ["values"],
      "values.init.env.X": ["values"],
      "values.eniConfig": ["values"],
      "values.enableWindowsIpam": ["values"],
    },
  },
  coredns: {
    options: { replicas: 3, values: { replicaCount: 2, autoScaling: { enabled: true, maxReplicas: 2 }, corefile: 1 } },
    violations: {
      "values.corefile": ["values"],
      "values.replicaCount": ["values"],
      "values.autoScaling.maxReplicas": ["values", "replicas"],
    },
  },
  "kube-proxy": {
    options: { version: "v1.20.0-eksbuild.1", values: { mode: 1 } },
    violations: { version: ["version"], "values.mode": ["values"] },
  },
  "aws-ebs-csi-driver": {
    options: {
      kmsKeyArns: [key("eu-west-1"), far, far],
      storageClasses: {
        gp3: {},
        io: { type: "io2" },
        slow: { type: "st1", iops: 500, throughput: 200 },
        other: { kmsKeyArn: key("eu-west-2"), iops: 200 },
      },
    },
    violations: {
      "kmsKeyArns[1]": ["kmsKeyArns[1]"],
      "kmsKeyArns[2]": ["kmsKeyArns[2]"],
      "storageClasses.gp3": ["storageClasses.gp3"],
      "storageClasses.io.iops": ["storageClasses.io.type", "storageClasses.io.iops"],
      "storageClasses.slow.iops": ["storageClasses.slow.type", "storageClasses.slow.iops"],
      "storageClasses.slow.throughput": ["storageClasses.slow.type", "storageClasses.slow.throughput"],
      "storageClasses.other.kmsKeyArn": ["storageClasses.other.kmsKeyArn", "kmsKeyArns"],
      "storageClasses.other.iops": ["storageClasses.other.iops", "storageClasses.other.type"],
    },
  },
  "aws-fsx-csi-driver": {
    options: {
      fileSystem: { deploymentType: "SCRATCH_2", throughput: 125, kmsKeyArn: far, zone: "us-east-1a", storageGiB: 1300 },
      storageClasses: { a: { deploymentType: "SCRATCH_2", throughput: 250 }, b: { zone: "us-east-1b", kmsKeyArn: far } },
    },
    violations: {
      "fileSystem.throughput": ["fileSystem.throughput", "fileSystem.deploymentType"],
      "fileSystem.kmsKeyArn": ["fileSystem.kmsKeyArn"],
      "fileSystem.zone": ["fileSystem.zone"],
      "fileSystem.storageGiB": ["fileSystem.storageGiB"],
      "storageClasses.a.throughput": ["storageClasses.a.throughput", "storageClasses.a.deploymentType"],
      "storageClasses.b.zone": ["storageClasses.b.zone"],
      "storageClasses.b.kmsKeyArn": ["storageClasses.b.kmsKeyArn"],
    },
  },
  "aws-fsx-openzfs-csi-driver": {
    options: { fileSystem: { throughput: 100, zone: "us-east-1a", kmsKeyArn: far }, rootVolumeId: "fsvol-0123456789abcdef0" },
    violations: {
      "": ["rootVolumeId", "fileSystem"],
      "fileSystem.throughput": ["fileSystem.throughput"],
      "fileSystem.zone": ["fileSystem.zone"],
      "fileSystem.kmsKeyArn": ["fileSystem.kmsKeyArn"],
    },
  },
  trident: {
    options: {
      fileSystem: {
        storageGiB: 2000,
        haPairs: 2,
        throughput: 384,
        deploymentType: "SINGLE_AZ_2",
        standbyZone: "eu-west-1b",
        routeTableIds: ["rtb-0123456789abcdef0"],
        zone: "us-east-1a",
        kmsKeyArn: far,
      },
    },
    violations: {
      "fileSystem.storageGiB": ["fileSystem.storageGiB", "fileSystem.haPairs", "fileSystem.deploymentType"],
      "fileSystem.throughput": ["fileSystem.throughput", "fileSystem.haPairs", "fileSystem.deploymentType"],
      "fileSystem.standbyZone": ["fileSystem.standbyZone", "fileSystem.deploymentType"],
      "fileSystem.routeTableIds": ["fileSystem.routeTableIds", "fileSystem.deploymentType"],
      "fileSystem.zone": ["fileSystem.zone"],
      "fileSystem.kmsKeyArn": ["fileSystem.kmsKeyArn"],
    },
  },
  amp: {
    options: {
      workspaceArn: "arn:aws:aps:us-east-1:111122223333:workspace/ws-0123abcd-0123-4567-89ab-0123456789ab",
      retentionDays: 30,
      retain: true,
      scraper: { intervalSeconds: 60, configuration: "remote_write: []" },
    },
    violations: {
      workspaceArn: ["workspaceArn"],
      retentionDays: ["workspaceArn", "retentionDays"],
      retain: ["workspaceArn", "retain"],
      "scraper.configuration": ["scraper.configuration"],
      "scraper.intervalSeconds": ["scraper.intervalSeconds", "scraper.configuration"],
    },
  },
  ack: {
    options: { services: { iam: true, eks: true, s3: { policies: [policy, policy.replace("-cn", "")] }, sqs: { policies: [policy] } } },
    violations: {
      "services.iam": ["services.iam"],
      "services.eks": ["services.eks"],
      "services.s3.policies[0]": ["services.s3.policies[0]"],
      "services.sqs.policies[0]": ["services.sqs.policies[0]"],
    },
  },
  "external-secrets": {
    options: {
      secrets: ["a", "arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:a"],
      parameters: ["arn:aws-cn:ssm:cn-north-1:111122223333:parameter/a"],
      kmsKeyArns: [key("eu-west-1").replace("aws", "aws-cn")],
    },
    violations: { "secrets[1]": ["secrets[1]"], "parameters[0]": ["parameters[0]"], "kmsKeyArns[0]": ["kmsKeyArns[0]"] },
  },
  "aws-mountpoint-s3-csi-driver": {
    options: { buckets: ["a-bucket", "a-bucket", { bucket: "logs--euw1-az1--x-s3", prefixes: ["a/"] }, "arn:aws-cn:s3:::foreign"] },
    violations: {
      "buckets[1]": ["buckets[0]", "buckets[1]"],
      "buckets[2].prefixes": ["buckets[2].prefixes", "buckets[2].bucket"],
      "buckets[3].bucket": ["buckets[3]"],
    },
  },
  "aws-load-balancer-controller": {
    options: {
      values: { controllerConfig: { featureGates: { ListenerRulesTagging: false } } },
      sharedAlb: {
        certificateArns: ["arn:aws:acm:us-east-1:111122223333:certificate/x", "arn:aws:acm:us-east-2:111122223333:certificate/x"],
        inboundCidrs: ["10.0.0.0/8", "2001:db8::/32"],
      },
    },
    violations: {
      "values.controllerConfig.featureGates.ListenerRulesTagging": ["values"],
      "sharedAlb.certificateArns[0]": ["sharedAlb.certificateArns[0]"],
      "sharedAlb.certificateArns[1]": ["sharedAlb.certificateArns[1]"],
      "sharedAlb.inboundCidrs[1]": ["sharedAlb.inboundCidrs[1]"],
    },
  },
  "fargate-logging": {
    options: { filters: "[OUTPUT]\n[INPUT]", parsers: "Name x" },
    violations: { filters: ["filters"], parsers: ["parsers"] },
  },
  keda: {
    options: {
      policies: [policy, policy.replace("-cn", "")],
      statements: [{ Action: "sqs:*", Resource: ["*", "arn:aws-cn:sqs:x:1:q"], Sid: "a" }],
    },
    violations: { "policies[0]": ["policies[0]"], "statements[0].Resource[1]": ["statements[0].Resource"] },
  },
  velero: {
    options: { bucket: "a-bucket", retain: true, kmsKeyArn: far },
    violations: { "": ["bucket", "retain"], kmsKeyArn: ["kmsKeyArn"] },
  },
  karpenter: {
    options: {
      version: "1.0.0",
      nodeRoleArn: role,
      windowsNodeRoleArn: role.replace("-cn", ""),
      nodePolicies: [policy],
      nodePools: {
        a: { zones: ["us-east-1a", "eu-west-1a", "us-east-1b"], disk: { kmsKeyArn: far }, efa: true, instanceTypes: ["c7gn.16xlarge"] },
        b: { replicas: 2, limits: { nodes: 3 }, volumes: { data: { sizeGiB: 10, device: "/dev/xvdc", kmsKeyArn: far } } },
      },
    },
    violations: {
      nodeRoleArn: ["nodeRoleArn"],
      windowsNodeRoleArn: ["windowsNodeRoleArn", "nodePools"],
      "nodePolicies[0]": ["nodePolicies[0]"],
      nodePolicies: ["nodePolicies", "nodeRoleArn"],
      "nodePools.a.zones[0]": ["nodePools.a.zones[0]"],
      "nodePools.a.zones[2]": ["nodePools.a.zones[2]"],
      "nodePools.a.disk.kmsKeyArn": ["nodePools.a.disk.kmsKeyArn"],
      "nodePools.a.efa": ["nodePools.a.efa", "version"],
      "nodePools.b.replicas": ["nodePools.b.replicas", "version"],
    },
  },
};

/** A network with subnets for pods, so that values of the VPC CNI conflict with it, and pools of Windows beside Linux. */
const stack = {
  network: { pods: { cidr: "100.64.0.0/16" } },
  nodePools: { linux: { instanceTypes: ["m7g.large"] }, windows: { ami: "windows-2022-core", instanceTypes: ["m7i.large"] } },
  fargate: { batch: { selectors: [{ namespace: "batch" }] } },
};

const garbage = fc.constantFrom<unknown>(["x", { y: 1 }], { "a b": { c: [null] } }, -1.5, "\u0000");

describe("checks of add-ons", () => {
  for (const [addon, { options, violations }] of Object.entries(addons)) {
    const pathsOf = (given: Tree): string[] => {
      const found = issuesOf({ ...stack, addons: { "cluster-autoscaler": false, [addon]: given } });
      const prefix = `addons.${addon}`;
      return found.flatMap(({ path }) => (isWithin(path, prefix) ? [path.slice(prefix.length + 1)] : []));
    };
    it(`report every violation of ${addon}`, () => expect(pathsOf(options)).to.include.members(Object.keys(violations)));

    it(`report every violation of ${addon} that does not read what is invalid`, () => {
      const places: readonly Place[] = [...placesOf(options)];
      for (const place of places)
        for (const value of fc.sample(garbage, { numRuns: 4, seed: places.indexOf(place) })) {
          const at = textOf(place);
          const found = pathsOf(replaced(options, place, value));
          const independent = Object.keys(violations).filter(
            (path) => !violations[path]!.some((read) => isWithin(at, read) || isWithin(read, at)),
          );
          expect(
            independent.filter((path) => !found.includes(path)),
            `with ${at}: ${JSON.stringify(value)}`,
          ).to.deep.equal([]);
        }
    });
  }
});
