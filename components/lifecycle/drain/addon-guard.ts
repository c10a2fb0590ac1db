// Lists the objects that must be deleted before an operator add-on is turned off, and blocks the change while they exist.
import { type Operator, removedOperators } from "../../reference/operators";
import type { Aws } from "./aws/cli";
import { retrying } from "./aws/retry";
import { type Connection, connect } from "./connection";
import { OtherAccount, verifyAccount } from "./identity";
import { blockingObjects } from "./kubernetes/blocking";
import type { Kubernetes } from "./kubernetes/client";
import { nameOf } from "./kubernetes/objects";
import { objectsOf } from "./kubernetes/operator-objects";
import { type Runtime, waitOptions } from "./runtime";
import { truncateList } from "./truncate-list";
import { type AddonGuardInputs, DrainError, skipDrain } from "./types";

const mostNamed = 10;
/** How long to retry requests that AWS throttles. */
const lookMinutes = 0.5;
const accepted = "EKS_BLUEPRINTS_ACCEPT";

/**
 * Reasons why operators cannot be turned off; empty if there is none. An unreachable cluster gives a warning. Credentials of another
 * account give a reason.
 * @param news the new inputs; absent if everything is deleted
 */
export async function removalFailures(
  olds: Partial<AddonGuardInputs>,
  news: Pick<AddonGuardInputs, "operators" | "objects"> | undefined,
  aws: Aws,
  runtime: Runtime,
): Promise<string[]> {
  const asked = removedOperators(olds.operators ?? [], news?.operators ?? []).filter(({ setting }) => !isAccepted(setting, runtime));
  if (asked.length === 0 || runtime.env[skipDrain] === "skip") return [];
  const stay = new Set(news?.objects);
  const leaving = new Set((olds.objects ?? []).filter((name) => !stay.has(name)));
  const warn = (reason: string) => {
    runtime.print(`Warning: cannot list the objects that must be deleted before ${asked.map(({ title }) => title).join(", ")}: ${reason}`);
    return [];
  };
  const inputs = { timeoutMinutes: 0, ...(olds as AddonGuardInputs) };
  const wait = waitOptions(runtime, lookMinutes);
  try {
    const doubt = await verifyAccount(inputs, aws, runtime, wait).then(
      () => undefined,
      (error: Error) => error,
    );
    if (doubt instanceof OtherAccount) return [doubt.message];
    const connection: Connection = await connect(inputs, retrying(aws, runtime, wait));
    if ("absent" in connection) return warn(doubt?.message ?? connection.absent); // "no cluster" has no meaning unless the account is known
    try {
      return (await Promise.all(asked.map((operator) => failureOf(operator, connection.kubernetes, leaving)))).flat();
    } finally {
      connection.kubernetes.close();
    }
  } catch (error) {
    if (error instanceof DrainError) return warn(error.message);
    throw error;
  }
}

async function failureOf(operator: Operator, kubernetes: Kubernetes, leaving: ReadonlySet<string>): Promise<string[]> {
  const found = blockingObjects(operator, await objectsOf(kubernetes, operator), leaving);
  if (found.length === 0) return [];
  const setting = `addons.${operator.setting}`;
  const named = truncateList(
    found.map(({ object, reason }) => `${nameOf(object)} (${reason})`),
    "; ",
    mostNamed,
  );
  return [
    `eks-blueprints:${setting}: cannot be turned off yet, because these objects would be orphaned: ${named}. ` +
      `Delete them first, while the add-on runs: kubectl get ${operator.kinds.join(",")} --all-namespaces. ` +
      `Or keep them: ${accepted}=${setting} for one run`,
  ];
}

function isAccepted(setting: string, { env }: Runtime): boolean {
  const names = (env[accepted] ?? "").split(",").map((name) => name.trim().replace(/^eks-blueprints:/, ""));
  return names.includes(`addons.${setting}`);
}
