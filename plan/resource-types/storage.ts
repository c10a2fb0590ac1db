import { blocks, type ResourceType, uses } from "./resource-type";

const fileSystemReferences = [
  blocks("subnetIds", "aws:ec2/subnet:Subnet"),
  blocks("securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
  uses("kmsKeyId", "aws:kms/key:Key"),
];

export const storageTypes = {
  "aws:efs/backupPolicy:BackupPolicy": { immutable: ["fileSystemId"] },
  "aws:efs/fileSystem:FileSystem": {
    immutable: ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode"],
  },
  "aws:efs/mountTarget:MountTarget": {
    immutable: ["fileSystemId", "ipAddress", "subnetId"],
    references: [
      blocks("fileSystemId", "aws:efs/fileSystem:FileSystem"),
      blocks("subnetId", "aws:ec2/subnet:Subnet"),
      blocks("securityGroups", "aws:ec2/securityGroup:SecurityGroup"),
    ],
  },
  "aws:fsx/lustreFileSystem:LustreFileSystem": {
    immutable: [
      ...[
        "backupId",
        "copyTagsToBackups",
        "deploymentType",
        "driveCacheType",
        "efaEnabled",
        "exportPath",
        "fileSystemTypeVersion",
        "importPath",
      ],
      ...["importedFileChunkSize", "kmsKeyId", "securityGroupIds", "storageType", "subnetIds"],
    ],
    references: fileSystemReferences,
  },
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": {
    immutable: [
      ...["backupId", "copyTagsToBackups", "deploymentType", "endpointIpAddressRange", "kmsKeyId", "networkType", "preferredSubnetId"],
      ...["securityGroupIds", "storageType", "subnetIds"],
    ],
    references: fileSystemReferences,
  },
  "aws:s3/bucket:Bucket": {
    immutable: ["bucket", "bucketPrefix", "objectLockEnabled"],
    name: { property: "bucket", maxLength: 63 },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": { immutable: ["bucket", "expectedBucketOwner"] },
  "aws:s3/bucketObject:BucketObject": { references: [blocks("bucket", "aws:s3/bucket:Bucket")] },
  "aws:s3/bucketObjectv2:BucketObjectv2": { references: [blocks("bucket", "aws:s3/bucket:Bucket")] },
  "aws:s3/bucketPolicy:BucketPolicy": { immutable: ["bucket"] },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { immutable: ["bucket"] },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    immutable: ["bucket", "expectedBucketOwner"],
  },
  "aws:s3/bucketV2:BucketV2": { name: { property: "bucket" } },
  "aws:s3/bucketVersioning:BucketVersioning": { immutable: ["bucket", "expectedBucketOwner"] },
} satisfies Readonly<Record<string, ResourceType>>;
