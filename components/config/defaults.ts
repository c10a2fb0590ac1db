import type { z } from "zod";
import { usableZoneCount } from "../shared/partition";
import type { cluster } from "./cluster";
import type { network } from "./network";
import { nodePool } from "./node-pools";
import type { Fill, Parser } from "./parse";
import type { Stack } from "./rules";
import type { NodePoolSettings } from "./types";

/** How kubectl logs in where the stack's own provider says it. */
export interface Login {
  readonly roleArn?: string;
  readonly profile?: string;
}

/** @param region undefined where it is not known */
export function networkDefaults(region: string | undefined): Fill<z.output<typeof network>> {
  return { zones: (zones) => zones ?? (region === undefined ? 3 : Math.min(3, usableZoneCount(region))) };
}

export function clusterDefaults(defaultName: string, login: Login): Fill<z.output<typeof cluster>> {
  return {
    name: (name, { existing }) => name ?? existing?.name ?? defaultName,
    kubeconfig: (given) => ({ ...login, ...given }),
  };
}

const poolDefaults: Fill<z.output<typeof nodePool>> = {
  size: (size) => ({ ...size, desired: size.desired ?? size.min }),
  repair: (repair, { kind }) => repair ?? kind === "managed",
};

export function readPool(parser: Parser, input: unknown, path: readonly PropertyKey[]): NodePoolSettings {
  return parser.object(nodePool, input, path, poolDefaults) as NodePoolSettings;
}

/** The pool of a stack that names none; a stack whose pods run elsewhere gets none either. */
export function defaultPools(parser: Parser, { cluster, fargate }: Pick<Stack, "cluster" | "fargate">): Record<string, NodePoolSettings> {
  const elsewhere = cluster.autoMode !== false || cluster.existing !== undefined || Object.keys(fargate).length > 0;
  return elsewhere ? {} : { default: readPool(parser, { size: { min: 2, max: 4 } }, ["nodePools", "default"]) };
}
