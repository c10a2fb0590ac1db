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

/** Account id in an ARN; undefined if it has none, as in ARNs of AWS managed policies. */
export function accountOf(arn: string | undefined): string | undefined {
  const accountId = parseArn(arn)?.accountId;
  return accountId && /^\d{12}$/.test(accountId) ? accountId : undefined;
}
