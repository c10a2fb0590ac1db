// Failures that a test requests, with the messages of AWS, Kubernetes and Helm.
import type { Journal } from "./journal";
import { types } from "./references";
import { type Failure, FakeAwsError } from "./types";

export interface Call {
  readonly op: "create" | "read" | "update" | "delete" | "invoke";
  readonly type: string;
  readonly id: string;
}

const account = "123456789012";

/** Service and action in IAM notation: `ec2:DeleteSubnet`. */
function action({ op, type }: Call): string {
  const [, service = "", kind = ""] = /^aws:(\w+)\/\w+:(\w+)/.exec(type) ?? ["", "sts", "GetCallerIdentity"];
  const verb = { create: "Create", read: "Describe", update: "Modify", delete: "Delete", invoke: "Describe" }[op];
  return `${service}:${kind.startsWith("get") ? kind.replace(/^get/, "Describe") : verb + kind}`;
}

const isKubernetes = ({ type }: Call) => type.startsWith("kubernetes:");

const errors: Readonly<Partial<Record<Failure["kind"], (call: Call) => FakeAwsError>>> = {
  throttling: (call) =>
    isKubernetes(call)
      ? new FakeAwsError("TooManyRequests", "the server has received too many requests and has asked us to try again later")
      : call.type.startsWith("aws:ec2/")
        ? new FakeAwsError("RequestLimitExceeded", "Request limit exceeded.")
        : new FakeAwsError("ThrottlingException", "Rate exceeded"),
  "access-denied": (call) => {
    if (isKubernetes(call))
      return new FakeAwsError(
        "Forbidden",
        `${call.id || call.type} is forbidden: User "arn:aws:iam::${account}:user/plan" cannot ${call.op} resource at the cluster scope`,
      );
    const words = `User: arn:aws:iam::${account}:user/plan is not authorized to perform: ${action(call)} because no identity-based policy allows the ${action(call)} action`;
    return call.type.startsWith("aws:ec2/")
      ? new FakeAwsError("UnauthorizedOperation", `You are not authorized to perform this operation. ${words}`)
      : new FakeAwsError(call.type.startsWith("aws:iam/") ? "AccessDenied" : "AccessDeniedException", words);
  },
  "expired-credentials": (call) =>
    isKubernetes(call)
      ? new FakeAwsError("Unauthorized", "the server has asked for the client to provide credentials")
      : call.type.startsWith("aws:ec2/")
        ? new FakeAwsError("RequestExpired", "Request has expired.")
        : new FakeAwsError("ExpiredTokenException", "The security token included in the request is expired"),
  quota: ({ type }) =>
    type.startsWith("aws:ec2/")
      ? new FakeAwsError(`${type.split(":").at(-1)}LimitExceeded`, "The maximum number has been reached.")
      : new FakeAwsError("LimitExceededException", "You have reached the limit of your account."),
  conflict: (call) =>
    isKubernetes(call)
      ? new FakeAwsError(
          "Conflict",
          `Operation cannot be fulfilled on "${call.id}": the object has been modified; please apply your changes to the latest version and try again`,
        )
      : call.type.startsWith("aws:iam/")
        ? new FakeAwsError("ConcurrentModification", "Request was denied because of a concurrent modification. Please try again.")
        : new FakeAwsError("ResourceInUseException", "The request conflicts with another operation that is in progress."),
  "webhook-not-ready": () =>
    new FakeAwsError(
      "InternalError",
      'Internal error occurred: failed calling webhook "mservice.elbv2.k8s.aws": failed to call webhook: Post "https://aws-load-balancer-webhook-service.kube-system.svc:443/mutate-v1-service?timeout=10s": no endpoints available for service "aws-load-balancer-webhook-service"',
    ),
  partial: (call) =>
    new FakeAwsError(
      "RequestError",
      `send request failed: ${action(call)}: read tcp 10.0.0.1:44556->10.0.0.2:443: read: connection reset by peer`,
    ),
};

/** Failures after which the call still takes effect, with the operations that they apply to. */
const late: Readonly<Partial<Record<Failure["kind"], readonly Call["op"][]>>> = {
  partial: ["create", "update", "delete"],
  "release-pending": ["create", "update"],
  "eventual-consistency": ["create"],
  "kill-provider": ["create", "update", "delete"],
};

/** Whether a call with this failure still takes effect. */
export function isLate({ kind }: Failure): boolean {
  return kind in late;
}

/** Helm's lock: a release whose last operation did not end. The provider reports it and does not resolve it (pulumi-kubernetes#2054). */
export const pending = () => new FakeAwsError("UpgradeFailed", "another operation (install/upgrade/rollback) is in progress");

/** The error of a call with a failure. */
export function errorOf({ kind }: Pick<Failure, "kind">, call: Call): FakeAwsError | undefined {
  return errors[kind]?.(call);
}

/** Counts calls and selects those that fail, across all processes that use the journal. */
export class Failures {
  private readonly counts: number[];

  constructor(
    private readonly issues: readonly Failure[],
    private readonly journal: Journal,
  ) {
    this.counts = issues.map((_, index) => journal.events.filter((event) => event.kind === "counted" && event.failure === index).length);
  }

  /** The failure of this call, if any; counts the call. */
  next(call: Call, at: number): Failure | undefined {
    const hits = this.issues.filter((failure, index) => {
      if (!matches(failure, call)) return false;
      this.counts[index]!++;
      this.journal.write({ kind: "counted", failure: index, at });
      const { nth = 1, times = 1 } = failure;
      return this.counts[index]! >= nth && this.counts[index]! < nth + times;
    });
    return hits[0];
  }
}

function matches({ kind, op, type }: Failure, call: Call): boolean {
  const reads = call.op === "invoke" ? "read" : call.op;
  if (kind === "release-pending" && call.type !== types.release) return false;
  return (op ?? reads) === reads && (type === undefined || call.type.startsWith(type)) && (late[kind]?.includes(call.op) ?? true);
}
