import { partitions } from "../../reference/regions";
import type { EndpointName } from "../../reference/vpc-endpoints";
import { listed } from "../../util/did-you-mean";
import { egressFix } from "../../util/nat";
import { pathOf, type ValidationIssue } from "../../util/settings-error";
import type { AnyAddon } from "../addon";
import { isEndpointMissing } from "../catalog/common/endpoint-missing";
import { noCapacity, type StackProfile } from "../stack-profile";

/** Why a stack does not support an add-on, and how to fix it. */
export interface Incompatibility {
  readonly message: string;
  readonly fix: string;
  /** Whether enabling it is an error, or it is only left out automatically. */
  readonly refused: boolean;
  /** Whether its absence is worth a finding. */
  readonly warn?: boolean;
  /** Whether the cluster provides it anyway. */
  readonly provided?: boolean;
}

export function incompatibility(addon: AnyAddon, profile: StackProfile): Incompatibility | undefined {
  const own = addon.incompatibleWith?.(profile);
  if (own) return { message: own, fix: "", refused: true }; // `incompatibleWith` combines both
  if (noCapacity(profile) && addon.requires.includes("nodes")) {
    const message = "has no nodes or Fargate profile to run on";
    return { message, fix: "add `nodePools`, `fargate` or `cluster.autoMode`", refused: true }; // missing capacity is reported elsewhere
  }
  if (profile.fargateOnly && !addon.supportsFargate) {
    const message = "is not supported if all pods run on Fargate, because it needs a DaemonSet";
    return { message, fix: "remove the key, or add a pool to `nodePools`", refused: true };
  }
  const hybrid = addon.neededByHybridNodes === true && profile.hybridNodes;
  if (addon.providedByAutoMode && profile.autoMode && !profile.nodes && !hybrid) {
    return addon.supportsFargate && profile.fargate.length > 0
      ? {
          message: "EKS Auto Mode includes it only for its own nodes",
          fix: `set \`${addon.name}: true\` if pods on Fargate need it`,
          refused: false,
          warn: true,
        }
      : {
          message: "is part of EKS Auto Mode",
          fix: "remove the key, or add a pool to `nodePools`",
          refused: true,
          provided: true,
        };
  }
  return undefined;
}

/** Each incompatible pair, regardless of which of the two declares it. */
export function conflicts(selected: readonly AnyAddon[]): ValidationIssue[] {
  return selected.flatMap((addon, index) =>
    selected
      .slice(0, index)
      .filter((other) => addon.conflicts?.includes(other.name) || other.conflicts?.includes(addon.name))
      .map((other) => ({
        path: pathOf("addons", addon.name),
        message: `conflicts with \`${other.name}\`; set one of the two to false`,
      })),
  );
}

/** Why images cannot be pulled, and how to fix it: without NAT, nodes reach only AWS registries, through endpoints. */
export function unreachableImages(registries: readonly string[], profile: StackProfile): string | undefined {
  const missing = registries.filter((registry) => profile.registries[registry] === undefined);
  if (!profile.private || missing.length === 0) return undefined;
  const example = `${missing[0]}: 111122223333.dkr.ecr.<region>.${partitions[profile.partition].dnsSuffix}/${missing[0]!.split(".")[0]}`;
  return (
    `pulls images from ${listed(missing)}, unreachable for nodes without NAT; let the stack create an ECR pull-through cache (\`images.cache\`), add a mirror ` +
    `in \`eks-blueprints:images.registries\`, such as { ${example} }, or ${egressFix(!profile.internalOnly)}`
  );
}

/** Why pods cannot reach AWS, and how to fix it. */
export function unreachableServices(services: readonly EndpointName[], profile: StackProfile): string | undefined {
  const missing = services.filter((service) => isEndpointMissing(service, profile));
  if (missing.length === 0) return undefined;
  return `calls ${listed(missing)}, which are unreachable without NAT; add them to \`network.endpoints\`, or write \`endpoints: private\``;
}
