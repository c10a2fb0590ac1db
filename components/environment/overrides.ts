import * as pulumi from "@pulumi/pulumi";
import type { Override } from "../settings/types";
import { didYouMean, listed } from "../util/did-you-mean";
import { matchesGlob, matchesPrefix } from "../util/glob";
import { isRecord } from "../util/is-record";
import { mergeInputs } from "../util/merge-inputs";
import { SettingsError } from "../util/settings-error";

/**
 * Types that remote components create for an environment. Their providers register them in another process, which transformations do not reach;
 * transforms do, but Pulumi's mocks do not support these.
 */
export const remoteTypes: Readonly<Record<string, readonly string[]>> = {
  "awsx:ec2:Vpc": [
    "aws:ec2/internetGateway:InternetGateway",
    "aws:ec2/route:Route",
    "aws:ec2/routeTable:RouteTable",
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    "aws:ec2/subnet:Subnet",
    "aws:ec2/vpc:Vpc",
  ],
  "eks:index:Cluster": ["aws:eks/cluster:Cluster", "aws:iam/role:Role", "aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
};

/** Types that this package creates too -> what follows the remote component's name in the names of those that it creates. */
export const remoteNames: Readonly<Record<string, readonly string[]>> = {
  "aws:iam/role:Role": ["-eksRole", "-nodeRole"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["-eksRole", "-nodeRole"],
  "aws:ec2/route:Route": ["-private-", "-public-"],
  "aws:ec2/routeTable:RouteTable": ["-private-", "-public-"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["-private-", "-public-"],
  "aws:ec2/subnet:Subnet": ["-private-", "-public-"],
};

interface RemoteComponent {
  readonly type: string;
  readonly name: string;
  readonly resource: pulumi.Resource;
}

interface OverridesArgs {
  readonly overrides: readonly Override[];
  /** Whether something in the section is encrypted in the stack file: then all values of overrides are secret. */
  readonly secret: boolean;
  /** Path of the section in messages. Default: `eks-blueprints:overrides`. */
  readonly path?: string;
}

/** Sets raw properties of an environment's resources, as section `overrides` says. */
export class Overrides {
  private readonly overrides: readonly Override[];
  private readonly path: string;
  private readonly matched = new Set<number>();
  /** Names of the resources of each type that overrides name. */
  private readonly names = new Map<string, Set<string>>();
  private readonly remote: RemoteComponent[] = [];
  /** Whether the engine calls transforms, which a mock of it does not. */
  private callsTransforms = false;

  constructor({ overrides, secret, path = "eks-blueprints:overrides" }: OverridesArgs) {
    this.path = path;
    this.overrides = secret ? overrides.map((each) => ({ ...each, set: secretLeaves(each.set) as Override["set"] })) : overrides;
  }

  /** Options with which all resources in a component are overridden. */
  applied(opts: pulumi.ComponentResourceOptions = {}): pulumi.ComponentResourceOptions {
    if (this.overrides.length === 0) return opts;
    return { ...opts, transformations: [...(opts.transformations ?? []), this.transformation] };
  }

  private readonly transformation: pulumi.ResourceTransformation = ({ resource, type, name, props, opts }) => {
    const component = { type, name, resource };
    if (this.overrides.some((override) => mayApply(override, component))) {
      this.remote.push(component);
      const transforms = (opts as pulumi.ComponentResourceOptions).transforms ?? [];
      return { props, opts: { ...opts, transforms: [...transforms, this.transform] } as pulumi.ResourceOptions };
    }
    const changed = this.override(type, name, props);
    return changed && { props: changed, opts };
  };

  private readonly transform: pulumi.ResourceTransform = ({ type, name, props, opts }) => {
    this.callsTransforms = true;
    const changed = this.override(type, name, props);
    return changed && { props: changed, opts };
  };

  private override(type: string, name: string, props: pulumi.Inputs): pulumi.Inputs | undefined {
    let changed: pulumi.Inputs | undefined;
    for (const [index, override] of this.overrides.entries()) {
      if (override.type !== type) continue;
      this.names.set(type, (this.names.get(type) ?? new Set()).add(name));
      if (!matchesGlob(override.name, name)) continue;
      this.matched.add(index);
      changed = mergeInputs(changed ?? props, override.set) as pulumi.Inputs;
    }
    return changed;
  }

  /**
   * Checks that every override applies to a resource, when all resources are registered; those of remote components are when these are.
   * @throws SettingsError, which for remote components ends the program later
   */
  complete(): void {
    const issues = this.unmatched((override) => !this.remote.some((component) => mayApply(override, component)));
    if (issues.length > 0) throw new SettingsError(issues);
    if (this.remote.length === 0) return;
    pulumi.all(this.remote.map(({ resource }) => resource.urn)).apply(() => {
      const late = this.callsTransforms ? this.unmatched(() => true) : [];
      if (late.length > 0) throw new SettingsError(late);
    });
  }

  private unmatched(isDecided: (override: Override) => boolean) {
    return [...this.overrides.entries()].flatMap(([index, override]) => {
      if (this.matched.has(index) || !isDecided(override)) return [];
      const { type, name } = override;
      const path = `${this.path}[${index}]`;
      const names = [...(this.names.get(type) ?? [])].sort();
      if (names.length === 0)
        return [
          { path: `${path}.type`, message: `this stack has no resource of type ${type}; remove the override, or enable what creates it` },
        ];
      const known = names.length > mostListed ? `${listed(names.slice(0, mostListed))}, ...` : listed(names);
      const hint = didYouMean(name, names) || `; this stack has ${known}`;
      return [{ path: `${path}.name`, message: `no resource of type ${type} has a name like ${JSON.stringify(name)}${hint}` }];
    });
  }
}

const mostListed = 10;

/** Whether an override may apply to a resource that a remote component creates. */
function mayApply(override: Override, { type, name }: Omit<RemoteComponent, "resource">): boolean {
  if (!remoteTypes[type]?.includes(override.type)) return false;
  const infixes = remoteNames[override.type];
  return infixes === undefined || infixes.some((infix) => matchesPrefix(override.name, name + infix));
}

/** Values with each scalar and list as a secret; null stays, since it removes. */
function secretLeaves(value: unknown): unknown {
  if (value === null) return null;
  if (!isRecord(value)) return pulumi.secret(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, secretLeaves(inner)]));
}
