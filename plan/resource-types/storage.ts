import { blocks, type ResourceType, uses } from "./resource-type";

const fileSystemReferences = [
  blocks("subnetIds", "aws:ec2/subnet:Subnet"),
  blocks("securityGroupIds", "aws:ec2/securityGroup:SecurityGroup"),
  uses("kmsKeyId", "aws:kms/key:Key"),
];

export const storageTypes = {
  "aws:efs/backupPolicy:BackupPolicy": {},
  "aws:efs/fileSystem:FileSystem": {},
  "aws:efs/mountTarget:MountTarget": {
    references: [
      blocks("fileSystemId", "aws:efs/fileSystem:FileSystem"),
      blocks("subnetId", "aws:ec2/subnet:Subnet"),
      blocks("securityGroups", "aws:ec2/securityGroup:SecurityGroup"),
    ],
  },
  "aws:fsx/lustreFileSystem:LustreFileSystem": {
    immutable: ["fileSystemTypeVersion"],
    references: fileSystemReferences,
  },
  "aws:fsx/ontapFileSystem:OntapFileSystem": {
    immutable: ["networkType"],
    references: [...fileSystemReferences, uses("routeTableIds", "aws:ec2/routeTable:RouteTable")],
  },
  "aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine": {
    name: { maxLength: 47 },
    references: [blocks("fileSystemId", "aws:fsx/ontapFileSystem:OntapFileSystem")],
  },
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": {
    immutable: ["networkType"],
    references: fileSystemReferences,
  },
  "aws:s3/bucket:Bucket": {
    name: { property: "bucket", maxLength: 63 },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {},
  "aws:s3/bucketObject:BucketObject": { references: [blocks("bucket", "aws:s3/bucket:Bucket")] },
  "aws:s3/bucketObjectv2:BucketObjectv2": { references: [blocks("bucket", "aws:s3/bucket:Bucket")] },
  "aws:s3/bucketPolicy:BucketPolicy": {},
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {},
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    immutable: ["expectedBucketOwner"],
  },
  "aws:s3/bucketV2:BucketV2": { name: { property: "bucket" } },
  "aws:s3/bucketVersioning:BucketVersioning": { immutable: ["expectedBucketOwner"] },
} satisfies Readonly<Record<string, ResourceType>>;
