import { blocks, nameAndPrefix, partOf, type ResourceType, uses } from "./resource-type";

export const servicesTypes = {
  "aws:cloudformation/stack:Stack": { immutable: ["name", "onFailure", "disableRollback", "timeoutInMinutes"] },
  "aws:cloudwatch/eventRule:EventRule": { immutable: [...nameAndPrefix, "eventBusName"], name: { maxLength: 64 } },
  "aws:cloudwatch/eventTarget:EventTarget": {
    immutable: ["rule", "targetId", "eventBusName"],
    references: [blocks("rule", "aws:cloudwatch/eventRule:EventRule"), uses("arn", "aws:sqs/queue:Queue")],
  },
  "aws:cloudwatch/logGroup:LogGroup": { immutable: [...nameAndPrefix, "logGroupClass"], name: { maxLength: 512 } },
  "aws:kms/alias:Alias": { immutable: nameAndPrefix, name: { maxLength: 256 }, references: [uses("targetKeyId", "aws:kms/key:Key")] },
  "aws:kms/grant:Grant": {
    immutable: ["constraints", "granteePrincipal", "grantCreationTokens", "keyId", "name", "operations", "retiringPrincipal"],
    references: [uses("keyId", "aws:kms/key:Key"), uses("granteePrincipal", "aws:iam/role:Role")],
  },
  "aws:kms/key:Key": {
    immutable: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  },
  "aws:lb/loadBalancer:LoadBalancer": {
    name: { maxLength: 32 },
    references: [blocks("subnets", "aws:ec2/subnet:Subnet"), blocks("securityGroups", "aws:ec2/securityGroup:SecurityGroup")],
  },
  "aws:lb/targetGroup:TargetGroup": { name: { maxLength: 32 } },
  "aws:route53/record:Record": { name: false },
  "aws:route53/zone:Zone": { name: false },
  "aws:sqs/queue:Queue": { immutable: [...nameAndPrefix, "fifoQueue"], name: { maxLength: 80 } },
  "aws:sqs/queuePolicy:QueuePolicy": { immutable: ["queueUrl"], references: [partOf("queueUrl", "aws:sqs/queue:Queue")] },
} satisfies Readonly<Record<string, ResourceType>>;
