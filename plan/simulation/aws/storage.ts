// Simulated file systems and buckets.
import { isRecord } from "../../../components/util/is-record";
import type { Value } from "../../types";
import { number } from "../values";
import { addressIn } from "./addresses";
import { account, arn, ec2Id, type Place, uuid } from "./place";
import type { Rule, Rules, Subject } from "./subject";

/** Hosted zones of S3's website endpoints. Source: AWS General Reference, Amazon S3 endpoints (2026-11). */
const websiteZones: Readonly<Record<string, string>> = {
  "af-south-1": "Z83WF9RJE8B12",
  "ap-east-1": "ZNB98KWMFR0R6",
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-northeast-2": "Z3W03O7B5YMIYP",
  "ap-northeast-3": "Z2YQB5RD63NC85",
  "ap-south-1": "Z11RGJOFQNVJUP",
  "ap-south-2": "Z02976202B4EZMXIPMXF7",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "ap-southeast-3": "Z01846753K324LI26A3VV",
  "ap-southeast-4": "Z0312387243XT5FE14WFO",
  "ap-southeast-5": "Z08660063OXLMA7F1FJHU",
  "ca-central-1": "Z1QDHH18159H29",
  "ca-west-1": "Z03565811Z33SLEZTHOUL",
  "cn-north-1": "Z5CN8UMXT92WN",
  "cn-northwest-1": "Z282HJ1KT0DH03",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-central-2": "Z030506016YDQGETNASS",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-south-1": "Z30OZKI7KPW7MI",
  "eu-south-2": "Z0081959F7139GRJC19J",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-west-3": "Z3R1K369G5AVDG",
  "il-central-1": "Z09640613K4A3MN55U7GU",
  "me-central-1": "Z06143092I8HRXZRUZROF",
  "me-south-1": "Z1MPMWCPA7YB62",
  "sa-east-1": "Z7KQH4QJS55SO",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-gov-east-1": "Z2NIFVYYW2VKV1",
  "us-gov-west-1": "Z31GFT0UA1I2HV",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

const bucket: Rule = {
  id: ({ name }) => name,
  outputs: ({ place, name, inputs }) => ({
    arn: `arn:${place.partition}:s3:::${name}`,
    bucketDomainName: `${name}.s3.${place.dnsSuffix}`,
    bucketRegionalDomainName: `${name}.s3.${place.region}.${place.dnsSuffix}`,
    bucketRegion: place.region,
    hostedZoneId: websiteZones[place.region] ?? "", // none in regions without website endpoints
    requestPayer: "BucketOwner",
    versioning: inputs.versioning ?? { enabled: false, mfaDelete: false },
    serverSideEncryptionConfiguration: inputs.serverSideEncryptionConfiguration ?? {
      rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
    },
  }),
};

/** A child resource of a bucket: its ID is the name of the bucket. */
const ofBucket = (outputs?: Rule["outputs"]): Rule => ({ id: ({ text }) => text("bucket"), ...(outputs && { outputs }) });

const versioning = ({ inputs }: Subject): Record<string, Value | undefined> => ({
  versioningConfiguration: isRecord(inputs.versioningConfiguration)
    ? { mfaDelete: "", ...inputs.versioningConfiguration }
    : inputs.versioningConfiguration,
});

function fileSystemArn(place: Place, id: string): string {
  return arn(place, "elasticfilesystem", `file-system/${id}`);
}

function fileSystemName({ region, dnsSuffix }: Place, id: string): string {
  return `${id}.efs.${region}.${dnsSuffix}`;
}

const fileSystem: Rule = {
  id: ({ seed }) => ec2Id("fs", seed),
  outputs: ({ place, seed, inputs }, id) => ({
    arn: fileSystemArn(place, id),
    dnsName: fileSystemName(place, id),
    name: isRecord(inputs.tags) ? (inputs.tags.Name ?? "") : "",
    creationToken: inputs.creationToken ?? `terraform-20260101${String(number(seed, 1e10)).padStart(10, "0")}00000001`,
    kmsKeyId: inputs.kmsKeyId ?? (inputs.encrypted === true ? arn(place, "kms", `key/${uuid(`efs ${place.region}`)}`) : ""),
    availabilityZoneId: "", // of a One Zone file system
    performanceMode: inputs.performanceMode ?? "generalPurpose",
    throughputMode: inputs.throughputMode ?? "bursting",
    protection: inputs.protection ?? { replicationOverwrite: "ENABLED" },
    sizeInBytes: [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
  }),
};

const mountTarget: Rule = {
  id: ({ seed }) => ec2Id("fsmt", seed),
  outputs: ({ place, seed, inputs, text, known }) => {
    const subnet = known("aws:ec2/subnet:Subnet", text("subnetId"));
    const zone = subnet?.availabilityZone;
    const name = fileSystemName(place, text("fileSystemId"));
    return {
      availabilityZoneId: subnet?.availabilityZoneId,
      availabilityZoneName: zone,
      dnsName: name,
      mountTargetDnsName: typeof zone === "string" ? `${zone}.${name}` : "",
      fileSystemArn: fileSystemArn(place, text("fileSystemId")),
      ipAddress: inputs.ipAddress ?? addressIn(subnet?.cidrBlock, seed),
      ipAddressType: inputs.ipAddressType ?? "IPV4_ONLY",
      networkInterfaceId: ec2Id("eni", seed),
      ownerId: account,
    };
  },
};

export const storageRules: Rules = {
  "aws:efs/fileSystem:FileSystem": fileSystem,
  "aws:efs/mountTarget:MountTarget": mountTarget,
  "aws:efs/backupPolicy:BackupPolicy": { id: ({ text }) => text("fileSystemId") },
  "aws:efs/accessPoint:AccessPoint": {
    id: ({ seed }) => ec2Id("fsap", seed),
    outputs: ({ place, text }, id) => ({
      arn: arn(place, "elasticfilesystem", `access-point/${id}`),
      fileSystemArn: fileSystemArn(place, text("fileSystemId")),
      ownerId: account,
    }),
  },
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket(({ inputs }) => ({
    transitionDefaultMinimumObjectSize: inputs.transitionDefaultMinimumObjectSize ?? "all_storage_classes_128K",
  })),
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket(),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket(),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket(),
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket(versioning),
};
