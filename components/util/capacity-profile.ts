import { lazily } from "./lazy";

/** What of the settings decides where pods can run. */
interface CapacitySettings {
  readonly cluster: { readonly autoMode: unknown; readonly existing?: unknown };
  readonly nodePools: Readonly<Record<string, unknown>>;
  readonly fargate: Readonly<Record<string, unknown>>;
}

/** Where the pods of a stack can run. */
export interface CapacityProfile {
  /** Node pools of the stack. */
  readonly nodes: boolean;
  /** Fargate profiles. */
  readonly fargate: boolean;
  /** EKS Auto Mode. */
  readonly autoMode: boolean;
  /** Fargate and nothing else; never on an existing cluster, which may have nodes that we do not know. */
  readonly fargateOnly: boolean;
}

/** Each property is computed when it is first read: what is invalid affects only what follows from it. */
export function capacityProfile(settings: CapacitySettings): CapacityProfile {
  const isEmpty = (map: object) => Object.keys(map).length === 0;
  const nodes = () => !isEmpty(settings.nodePools);
  const fargate = () => !isEmpty(settings.fargate);
  const autoMode = () => settings.cluster.autoMode !== false;
  return lazily<CapacityProfile>({
    nodes,
    fargate,
    autoMode,
    fargateOnly: () => !nodes() && !autoMode() && settings.cluster.existing === undefined && fargate(),
  });
}

/** Auto Mode as settings have it. */
export type AutoMode<Pool = unknown> =
  | boolean
  | { readonly nodePools: readonly unknown[]; readonly pools?: Readonly<Record<string, Pool>> | undefined };

/** Node pools of the stack's own in Auto Mode. */
export function autoModePoolsOf<Pool>(autoMode: AutoMode<Pool>): Readonly<Record<string, Pool>> {
  return (typeof autoMode === "object" && autoMode.pools) || {};
}

/** Whether Auto Mode starts nodes by itself, in its built-in node pools. */
export function hasBuiltInNodePools(autoMode: boolean | { readonly nodePools: readonly unknown[] }): boolean {
  return typeof autoMode === "object" ? autoMode.nodePools.length > 0 : autoMode;
}
