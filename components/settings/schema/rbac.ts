import { z } from "zod";
import { text } from "../../util/schemas";

/** Verbs of Kubernetes RBAC, without those that hand out permissions (escalate, bind, impersonate). */
export const rbacVerbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "*"] as const;

const rbacRule = z.strictObject({
  apiGroups: z
    .array(text(/^(\*|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)?$/, 'an API group such as argoproj.io; "" is the core group'))
    .min(1)
    .describe('API groups, such as argoproj.io; "" is the core group, and * are all'),
  resources: z
    .array(text(/^(\*|[a-z0-9][a-z0-9.-]*)(\/(\*|[a-z]+))?$/, "resources in lowercase plural such as rollouts or rollouts/status"))
    .min(1)
    .describe("Resources in lowercase plural, such as rollouts; * are all"),
  resourceNames: z.array(z.string().min(1)).min(1).optional().describe("Names of objects. Default: all"),
  verbs: z.array(z.enum(rbacVerbs)).min(1).describe("Verbs, such as get; * are all"),
});

/** Rules of a Role. */
export const rbacRules = z.array(rbacRule);
