import type { DocumentResource } from "../report/json";
import { isAbout, type Statement, statementsOf, textsOf } from "./iam-document";

/** Who may assume a role. */
export interface Trust {
  /** ARNs of AWS principals, `*` for all. */
  readonly principals: readonly string[];
  /** Names of AWS services. */
  readonly services: readonly string[];
  readonly federated: readonly string[];
  /** Service accounts that the conditions of IRSA name, as `<namespace>/<name>`. */
  readonly serviceAccounts: readonly string[];
}

/** Reads a role's trust policy; undefined where it is not known. */
export function trustOf({ inputs }: DocumentResource): Trust | undefined {
  const statements = statementsOf(inputs.assumeRolePolicy)?.filter(letsAssume);
  if (!statements) return undefined;
  const of = (kind: string) => [...new Set(statements.flatMap((statement) => principalsOf(statement, kind)))];
  return {
    principals: of("AWS"),
    services: of("Service"),
    federated: of("Federated"),
    serviceAccounts: [...new Set(statements.flatMap(serviceAccountsOf))],
  };
}

const assumptions = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"];

function letsAssume(statement: Statement): boolean {
  return statement.Effect === "Allow" && assumptions.some((action) => isAbout(statement, action));
}

function principalsOf({ Principal }: Statement, kind: string): string[] {
  if (Principal === "*") return kind === "AWS" ? ["*"] : [];
  return typeof Principal === "object" ? textsOf(Principal[kind]) : [];
}

/** `system:serviceaccount:<namespace>:<name>`, what the condition key `<issuer>:sub` is compared with. */
function serviceAccountsOf({ Condition = {} }: Statement): string[] {
  return Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => {
      if (!key.endsWith(":sub")) return [];
      return textsOf(values).flatMap((value) => {
        const [, namespace, name] = /^system:serviceaccount:([^:]*):([^:]*)$/.exec(value) ?? [];
        return namespace === undefined ? [] : [`${namespace}/${name}`];
      });
    }),
  );
}
