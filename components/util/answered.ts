import { RunError } from "@pulumi/pulumi";

/** Most characters of an answer that an error shows. */
const longest = 300;

/** What a lookup was asked, and what came. */
export interface Lookup {
  /** Such as `aws.eks.getCluster`. */
  readonly asked: string;
  readonly args: object;
  readonly answer: unknown;
}

/**
 * A value that the answer of a lookup must hold. AWS always answers in full; mocks of a test may not.
 * @param path of the value, such as `vpcConfig.subnetIds`
 * @throws RunError that says what was asked, what was expected and what came
 */
export function answered<T>({ asked, args, answer }: Lookup, path: string, value: T | null | undefined): T {
  if (value !== undefined && value !== null && value !== "") return value;
  const text = JSON.stringify(answer) ?? "undefined";
  const found = text.length > longest ? `${text.slice(0, longest)}...` : text;
  const fix = "in a test with pulumi.runtime.setMocks, let `call` answer it";
  throw new RunError(`asked ${asked}(${JSON.stringify(args)}): expected an answer with ${path}, found ${found}; ${fix}`);
}
