// Errors that the real providers retry, and how long. All other errors reach the user immediately.
// Source: terraform-provider-aws, which @pulumi/aws uses (internal/service/{ec2,eks,iam}, read 2026-11): `propagationTimeout` is two minutes;
// deletes in EC2 retry DependencyViolation for the delete timeout of the type. pulumi-kubernetes retries errors of a webhook or a missing kind
// a few times within seconds, and never for a Helm release.
import { types } from "./references";
import type { FakeAwsError } from "./types";

interface Retry {
  /** Default: any. */
  readonly op?: "create" | "update" | "delete";
  readonly type: string;
  readonly code: string;
  readonly words?: RegExp;
  /** Total seconds, and seconds between two attempts. */
  readonly within: number;
  readonly every: number;
}

const minutes = (count: number) => count * 60;
const propagation = { within: minutes(2), every: 5 };
const create = (type: string, code: string, words: RegExp): Retry => ({ op: "create", type, code, words, ...propagation });
const remove = (type: string, code: string, within: number): Retry => ({ op: "delete", type, code, within, every: 10 });

const eks = "InvalidParameterException";

/** The SDKs retry throttled requests: the AWS provider 25 times. */
const throttled = (code: string): Retry => ({ type: "", code, within: 50, every: 2 });

export const retries: readonly Retry[] = [
  throttled("RequestLimitExceeded"),
  throttled("ThrottlingException"),
  throttled("TooManyRequests"),
  { type: "aws:iam/", code: "ConcurrentModification", ...propagation },
  create(
    types.cluster,
    eks,
    /does not exist|Error in role params|could not be assumed|EKS Managed Policies|IAM role's policy must include/,
  ),
  create(types.fargateProfile, eks, /Misconfigured PodExecutionRole Trust Policy/),
  create(types.addon, eks, /CREATE_FAILED|does not exist/),
  create(types.accessEntry, eks, /invalid principal/),
  create(types.podIdentity, eks, /does not exist/),
  create("aws:ec2/route:Route", "InvalidNatGatewayID.NotFound", /./),
  create("aws:iam/instanceProfile:InstanceProfile", "NoSuchEntity", /./),
  // The Kubernetes provider makes five attempts within about ten seconds.
  { op: "create", type: "kubernetes:", code: "InternalError", words: /failed calling webhook/, within: 10, every: 2 },
  remove(types.vpc, "DependencyViolation", minutes(5)),
  remove(types.subnet, "DependencyViolation", minutes(20)),
  remove(types.group, "DependencyViolation", minutes(15)),
  remove(types.internetGateway, "DependencyViolation", minutes(20)),
  remove(types.role, "DeleteConflict", minutes(2)),
  { op: "delete", type: types.cluster, code: "ResourceInUseException", words: /in progress/, within: minutes(60), every: 30 },
];

/** How a provider retries after an error, if it does. */
export function retryOf(op: string, type: string, { code, message }: FakeAwsError): Retry | undefined {
  return retries.find(
    (retry) =>
      (retry.op ?? op) === op &&
      type.startsWith(retry.type) &&
      retry.code === code &&
      (retry.words?.test(message) ?? true) &&
      !isOfHelm(retry, type),
  );
}

function isOfHelm({ code }: Retry, type: string): boolean {
  return type === types.release && code === "InternalError";
}
