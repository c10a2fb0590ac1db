import { itValidates, pool } from "./rows";

const otherKey = "arn:aws:kms:us-east-1:111122223333:key/1";
const ownKey = "arn:aws:kms:eu-west-1:111122223333:key/1";

describe("settings: volumes of node pools", () => {
  itValidates({
    performance: [
      [pool("{ disk: { iops: 6000, throughput: 500 } }")],
      [pool("{ disk: { sizeGiB: 160, iops: 80000, throughput: 2000 } }")],
      [pool("{ disk: { throughput: 750 } }")],
      [
        pool("{ disk: { sizeGiB: 100, iops: 50001 } }"),
        "nodePools.a.disk.iops: expected 3000 to 50000 for gp3 of 100 GiB, which has at most 500 per GiB, found 50001",
      ],
      [
        pool("{ disk: { iops: 2999 } }"),
        "nodePools.a.disk.iops: expected 3000 to 25000 for gp3 of 50 GiB, which has at most 500 per GiB, found 2999",
      ],
      [
        pool("{ disk: { throughput: 751 } }"),
        "nodePools.a.disk.throughput: expected at most 750 MiB per second, a quarter of the IOPS (3000), found 751; raise `iops`",
      ],
      [
        pool("{ disk: { type: gp2, iops: 3000, throughput: 200 } }"),
        "nodePools.a.disk.iops: gp2 has no configurable IOPS; remove the key, or write `type: gp3`",
        "nodePools.a.disk.throughput: gp2 has no configurable throughput; remove the key, or write `type: gp3`",
      ],
      [
        pool("{ volumes: { data: { device: /dev/xvdf, sizeGiB: 100, type: io2 } } }"),
        "nodePools.a.volumes.data.iops: io2 needs the number of I/O operations per second; set it, or write `type: gp3`",
      ],
      [pool("{ volumes: { data: { device: /dev/xvdf, sizeGiB: 100, type: io2, iops: 100000 } } }")],
      [
        pool("{ volumes: { data: { device: /dev/xvdf, sizeGiB: 16385, type: gp2 } } }"),
        "nodePools.a.volumes.data.sizeGiB: expected 1 to 16384 GiB for gp2, found 16385",
      ],
    ],
    devices: [
      [pool("{ volumes: { one: { device: /dev/xvdf, sizeGiB: 1 }, two: { device: /dev/xvdg, sizeGiB: 1 } } }")],
      [
        pool("{ volumes: { one: { device: /dev/xvdf, sizeGiB: 1 }, two: { device: /dev/xvdf, sizeGiB: 1 } } }"),
        "nodePools.a.volumes.two.device: /dev/xvdf is the device of volume one; use another one, such as /dev/xvdf",
      ],
      [pool("{ volumes: { one: { device: /dev/xvdb, sizeGiB: 1 } } }")],
      [
        pool("{ ami: bottlerocket, volumes: { one: { device: /dev/xvdb, sizeGiB: 1 } } }"),
        "nodePools.a.volumes.one.device: /dev/xvdb is the device of the system; use another one, such as /dev/xvdf",
      ],
    ],
    snapshots: [
      [pool("{ ami: bottlerocket, disk: { snapshotId: snap-1 } }")],
      [pool("{ volumes: { one: { device: /dev/xvdf, sizeGiB: 1, snapshotId: snap-1 } } }")],
      [
        pool("{ disk: { snapshotId: snap-1 } }"),
        "nodePools.a.disk.snapshotId: the root volume is created from the snapshot of the AMI; use a custom AMI (`ami: { id, family }`), an additional volume (`volumes`), or bottlerocket",
      ],
    ],
    keys: [
      [pool(`{ disk: { kmsKeyArn: "${ownKey}" } }`)],
      [
        pool(`{ disk: { kmsKeyArn: "${otherKey}" }, volumes: { one: { device: /dev/xvdf, sizeGiB: 1, kmsKeyArn: "${otherKey}" } } }`),
        "nodePools.a.disk.kmsKeyArn: expected a key in eu-west-1, where the volume is, found one in us-east-1",
        "nodePools.a.volumes.one.kmsKeyArn: expected a key in eu-west-1, where the volume is, found one in us-east-1",
      ],
    ],
    update: [
      [pool("{ update: { maxUnavailable: 2, force: true, strategy: minimal } }")],
      [
        pool("{ update: { maxUnavailable: 2, maxUnavailablePercentage: 10 } }"),
        "nodePools.a.update.maxUnavailable: `maxUnavailable` and `maxUnavailablePercentage` exclude each other; remove one",
      ],
      [
        pool("{ kind: selfManaged, update: { force: true } }"),
        "nodePools.a.update.force: only managed node groups have it; remove the key, write `kind: managed`, or use `maxUnavailablePercentage` for the instance refresh",
      ],
    ],
    repair: [
      [pool("{ repair: { maxUnhealthyPercentage: 20, maxParallel: 1 } }")],
      [
        pool("{ repair: { maxUnhealthyPercentage: 20, maxUnhealthy: 2 } }"),
        "nodePools.a.repair.maxUnhealthy: `maxUnhealthy` and `maxUnhealthyPercentage` exclude each other; remove one",
      ],
      [
        pool("{ kind: selfManaged, repair: {} }"),
        "nodePools.a.repair: EKS repairs only nodes of managed node groups; remove the key, or write `kind: managed`",
      ],
    ],
    tags: [
      [pool("{ tags: { cost: a } }")],
      [
        pool('{ tags: { "aws:x": a } }'),
        'nodePools.a.tags["aws:x"]: AWS keeps keys that begin with "aws:" to itself; use a key of your own',
      ],
      [
        `eks-blueprints:tags: { owner: x }\n${pool("{ tags: { Owner: a } }")}`,
        "nodePools.a.tags.Owner: IAM roles cannot have the tag keys owner and Owner, which differ in case alone; use one of them",
      ],
    ],
    instanceStore: [
      [pool("{ instanceStore: raid0, instanceTypes: [m7gd.large, i4g.large] }")],
      [pool("{ instanceStore: raid0, instanceTypes: [i4i.large], ami: bottlerocket }")],
      [pool("{ instanceStore: raid0, instanceTypes: [m99gd.large], ami: { family: al2023, architecture: arm64 } }")],
      [
        pool("{ instanceStore: raid0, instanceTypes: [m7gd.large, m7g.large] }"),
        "nodePools.a.instanceTypes[1]: m7g.large has no NVMe instance store; choose a family that has it, such as m7gd or i4i, or remove `instanceStore`",
      ],
      [
        pool(
          "{ instanceStore: raid0, instanceTypes: [i4i.large], userData: '{ apiVersion: node.eks.aws/v1alpha1, kind: NodeConfig, spec: { instance: { localStorage: { strategy: Mount } } } }' }",
        ),
        "nodePools.a.instanceStore: a NodeConfig in `userData` sets spec.instance.localStorage; remove one of the two",
      ],
      [pool("{ instanceStore: raid10 }"), 'nodePools.a.instanceStore: expected raid0, found "raid10"; did you mean raid0?'],
    ],
    securityGroupIds: [
      [pool("{ securityGroupIds: [sg-1, sg-2] }")],
      [pool("{ securityGroupIds: [sg-1, sg-1] }"), "nodePools.a.securityGroupIds[1]: duplicate entry sg-1; remove one"],
    ],
  });
});
