/** The parts of an ARN, `arn:<partition>:<service>:<region>:<accountId>:<resource>`. Region and account are empty if the service has none. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly accountId: string;
  /** The rest, such as `role/eks/nodes` or `log-group:/aws/eks:*`. */
  readonly resource: string;
}

/** The parts of an ARN; undefined for any other text. */
export function parseArn(text: string | undefined): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(text ?? "");
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = match;
  return { partition, service, region, accountId, resource };
}

/** Name of a role, user or key in an ARN, without its path. Empty for no ARN, as mocks of Pulumi give it. */
export function nameInArn(arn: string | undefined): string {
  return arn?.slice(arn.lastIndexOf("/") + 1) ?? "";
}

/** Account id in an ARN; undefined if it has none, as in ARNs of AWS managed policies. */
export function accountOf(arn: string | undefined): string | undefined {
  const accountId = parseArn(arn)?.accountId;
  return accountId && /^\d{12}$/.test(accountId) ? accountId : undefined;
}
