import { RunError } from "@pulumi/pulumi";

/** Maximum number of characters of an answer in an error message. */
const longest = 300;

/** Arguments and result of a lookup. */
export interface Lookup {
  /** Such as `aws.eks.getCluster`. */
  readonly asked: string;
  readonly args: object;
  readonly answer: unknown;
}

/**
 * A required value in the result of a lookup. AWS always returns it; mocks of a test may not.
 * @param path of the value, such as `vpcConfig.subnetIds`
 * @throws RunError with the arguments, the expected value and the result
 */
export function answered<T>({ asked, args, answer }: Lookup, path: string, value: T | null | undefined): T {
  if (value !== undefined && value !== null && value !== "") return value;
  const text = JSON.stringify(answer) ?? "undefined";
  const found = text.length > longest ? `${text.slice(0, longest)}...` : text;
  const fix = "in a test with pulumi.runtime.setMocks, let `call` answer it";
  throw new RunError(`asked ${asked}(${JSON.stringify(args)}): expected an answer with ${path}, found ${found}; ${fix}`);
}
