import { z } from "zod";
import { type AckServiceName, ackServiceNames } from "../../../reference/ack-services";
import { commonOptions, replicas } from "../common/options";

const service = z.strictObject({
  ...commonOptions.chart,
  statements: commonOptions.permissions.statements.describe(
    "AWS permissions of the controller: statements, in the format of IAM. They replace those that ACK recommends",
  ),
  policies: commonOptions.permissions.policies.describe(
    "ARNs of managed policies of the controller. They replace those that ACK recommends",
  ),
});

export type ServiceOptions = z.output<typeof service>;
type Services = Partial<Record<AckServiceName, ServiceOptions>>;

const name = z.enum(ackServiceNames);

/** `[s3]`, `{ s3: true }` and `{ s3: { statements: [...] } }`. */
const services = z.union([
  z
    .array(name)
    .min(1)
    .transform((names): Services => Object.fromEntries(names.map((each) => [each, service.parse({})]))),
  z
    .partialRecord(name, z.union([z.literal(true).transform(() => service.parse({})), service]))
    .refine((map) => Object.keys(map).length > 0, "expected at least one service"),
]);

export const options = z.strictObject({
  services: services.describe("Services with a controller: a list of their names, or name -> `true` or options of its controller"),
  deletionPolicy: z
    .enum(["delete", "retain"])
    .default("delete")
    .describe(
      "Whether an AWS resource is deleted with its object, or kept. The annotation `services.k8s.aws/deletion-policy` of an object or namespace goes before",
    ),
  replicas: replicas.default(1).describe("Number of pods of each controller, one of which is active"),
});

export type Options = z.output<typeof options>;

/** The services, in the order of the table. */
export function servicesOf({ services }: Options): (readonly [AckServiceName, ServiceOptions])[] {
  return ackServiceNames.flatMap((each) => {
    const own = services[each];
    return own ? [[each, own] as const] : [];
  });
}

/** Whether the user, and not ACK, says what a controller may do. */
export function hasOwnPermissions({ statements, policies }: ServiceOptions): boolean {
  return statements.length + policies.length > 0;
}
