import { capacityProfile } from "./capacity-profile";
import { type FargateSelector, takesNamespace } from "./fargate-selectors";

/** What of the settings decides how pods get AWS permissions. */
interface IdentitySettings {
  readonly cluster: { readonly identity: "podIdentity" | "irsa"; readonly autoMode: unknown; readonly existing?: unknown };
  readonly nodePools: Readonly<Record<string, unknown>>;
  readonly fargate: Readonly<Record<string, { readonly selectors: readonly FargateSelector[] }>>;
}

/** How service accounts of a namespace get their AWS permissions: Fargate does not run the Pod Identity agent. */
export function identityModeOf(settings: IdentitySettings): (namespace: string) => "podIdentity" | "irsa" {
  const { fargateOnly } = capacityProfile(settings);
  const selectors = Object.values(settings.fargate).flatMap((profile) => profile.selectors);
  return (namespace) => (fargateOnly || takesNamespace(selectors, namespace) ? "irsa" : settings.cluster.identity);
}

/** Why a target role cannot be used. */
export const targetRoleNeedsPodIdentity =
  "a target role needs Pod Identity, and these pods use IRSA (`cluster.identity: irsa`, or they run on Fargate); remove it, and give the pods a statement with `sts:AssumeRole` on that role";
