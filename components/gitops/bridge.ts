import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "../util/context";
import { truncateName } from "../util/truncate-name";

/** Metadata of an add-on for applications of the repository. */
export interface BridgedAddon {
  /** Roles of its service accounts, by account. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** How the repository installs it, if it does. */
  readonly gitopsMetadata?: {
    readonly namespace: string;
    readonly chart: pulumi.Input<string>;
    readonly repo?: pulumi.Input<string>;
    readonly version?: string;
    /** As JSON. */
    readonly values: pulumi.Input<string>;
    readonly extra: Readonly<Record<string, pulumi.Input<string>>>;
  };
}

export interface Bridge {
  readonly context: Context;
  readonly vpcId: pulumi.Input<string>;
  readonly addons: Readonly<Record<string, BridgedAddon>>;
  /** Class of a team's Ingresses by team, if each has its own load balancer. */
  readonly ingressClasses?: Readonly<Record<string, string>>;
}

/** Values of the environment, by names that are valid as keys of a ConfigMap, as annotations and as variables of Flux. */
export function bridgeValues({ context, vpcId, addons, ingressClasses = {} }: Bridge): Record<string, pulumi.Input<string>> {
  return {
    aws_cluster_name: context.clusterName,
    aws_region: context.region,
    aws_partition: context.partition,
    aws_vpc_id: vpcId,
    ...Object.fromEntries(Object.entries(ingressClasses).map(([team, name]) => [key("team", team, "ingress_class"), name])),
    ...Object.fromEntries(Object.entries(addons).flatMap(([name, addon]) => addonValues(name, addon))),
  };
}

/** Labels by which generators select the clusters that get an add-on from the repository. */
export function bridgeLabels({ addons }: Bridge): Record<string, string> {
  const managed = Object.entries(addons).filter(([, { gitopsMetadata }]) => gitopsMetadata !== undefined);
  return Object.fromEntries(managed.map(([name]) => [key("enable", name), "true"]));
}

function addonValues(name: string, { roleArns, gitopsMetadata }: BridgedAddon): [string, pulumi.Input<string>][] {
  const accounts = Object.entries(roleArns);
  const [only] = accounts;
  const roles = accounts.map(([account, arn]): [string, pulumi.Input<string>] => [
    accounts.length === 1 ? key(name, "iam_role_arn") : key(name, account, "iam_role_arn"),
    arn,
  ]);
  if (!gitopsMetadata) return roles;
  const { namespace, chart, repo, version, values, extra } = gitopsMetadata;
  const metadata: Readonly<Record<string, pulumi.Input<string> | undefined>> = {
    namespace,
    chart,
    chart_repository: repo,
    chart_version: version,
    values,
    service_account: accounts.length === 1 ? only![0] : undefined,
    ...extra,
  };
  const known = Object.entries(metadata).filter((entry): entry is [string, pulumi.Input<string>] => entry[1] !== undefined);
  return [...roles, ...known.map(([what, value]): [string, pulumi.Input<string>] => [key(name, what), value])];
}

/** A name that is valid as a Kubernetes annotation and as a Flux variable. */
function key(...parts: readonly string[]): string {
  const longest = 63;
  return truncateName(parts.join("_"), longest + 8).replace(/[^A-Za-z0-9_]/g, "_");
}
