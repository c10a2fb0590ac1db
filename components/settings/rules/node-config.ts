// Validates YAML documents in user data of Amazon Linux 2023.

import { parse as parseToml } from "smol-toml";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { nodeConfigModel } from "../../reference/user-data-models";
import { isRecord } from "../../util/is-record";
import { pathOf } from "../../util/settings-error";
import type { UserData } from "../../util/user-data/format";
import { MimeError } from "../../util/user-data/mime";
import { contentTypes, type UserPart, userParts } from "../../util/user-data/parts";
import { type UnknownKey, unknownKeys, type WrongType, wrongTypes } from "../../util/value-types";
import { check } from "../validation/messages";

/** Types of the values; keys are checked against the model. */
const nodeConfig = z.looseObject({
  apiVersion: z.literal("node.eks.aws/v1alpha1"),
  kind: z.literal("NodeConfig"),
  spec: z
    .looseObject({
      containerd: z.looseObject({ config: z.string().optional(), baseRuntimeSpec: z.looseObject({}).optional() }).optional(),
      instance: z
        .looseObject({
          localStorage: z
            .looseObject({
              strategy: z.enum(["RAID0", "RAID10", "Mount"]).optional(),
              mountPath: z.string().optional(),
              disabledMounts: z.array(z.enum(["Containerd", "PodLogs"])).optional(),
            })
            .optional(),
        })
        .optional(),
      kubelet: z
        .looseObject({
          config: z.looseObject({}).optional(),
          flags: z.array(z.string()).optional(),
          maxPodsExpression: z.string().optional(),
          imageCredentialProviderConfig: z.string().optional(),
        })
        .optional(),
      featureGates: z.record(z.string(), z.boolean()).optional(),
    })
    .optional(),
});

interface Read {
  readonly issue?: string;
  readonly value?: unknown;
}

/** The YAML document of a text, or why it cannot be parsed. Messages contain nothing of the text, which may be secret. */
function readYaml(text: string): Read {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents) || documents.length === 0) return { issue: "is empty" };
  const error = documents.flatMap(({ errors }) => errors)[0];
  if (error) {
    const [at] = error.linePos ?? [];
    return { issue: `is not valid YAML${at ? ` at line ${at.line}, column ${at.col}` : ""} (${error.code})` };
  }
  if (documents.length > 1) return { issue: "holds several documents; write each as a part of its own, in a list" };
  return { value: documents[0]!.toJS({ maxAliasCount: 100 }) };
}

export function cloudConfigIssue(text: string): string | undefined {
  const { issue, value } = readYaml(text);
  if (issue) return `the #cloud-config ${issue}`;
  return isRecord(value) ? undefined : "the #cloud-config is not a map of cloud-init modules";
}

/** Errors of a NodeConfig, and its keys that nodeadm is not known to have. */
export function nodeConfigIssues(text: string): { readonly issues: readonly string[]; readonly unknown: readonly UnknownKey[] } {
  const { issue, value } = readYaml(text);
  if (issue) return { issues: [`the NodeConfig ${issue}`], unknown: [] };
  if (!isRecord(value))
    return { issues: ["the NodeConfig is not a map; a script begins with #!, cloud-init's YAML with #cloud-config"], unknown: [] };
  const { issues = [] } = check(nodeConfig, value);
  const spec = isRecord(value.spec) ? value.spec : {};
  return {
    issues: [
      ...issues.map(({ path, message }) => `${pathOf(...path)} of the NodeConfig: ${message}`),
      ...wrongTypes(value, nodeConfigModel).map((wrong) => typeIssue(wrong, "the NodeConfig")),
      ...(Object.hasOwn(spec, "cluster")
        ? ["spec.cluster of the NodeConfig is set by the stack, so that the node joins its cluster; remove it"]
        : []),
      ...tomlIssue(spec),
    ],
    unknown: unknownKeys(value, nodeConfigModel),
  };
}

/** Whether a NodeConfig in user data says what becomes of instance store volumes. */
export function configuresLocalStorage(userData: UserData): boolean {
  const documents = userDataParts(userData).flatMap(({ type, text }) => (type === contentTypes.nodeConfig ? [readYaml(text).value] : []));
  return documents.some((value) => {
    const spec = isRecord(value) && isRecord(value.spec) ? value.spec : {};
    return isRecord(spec.instance) && Object.hasOwn(spec.instance, "localStorage");
  });
}

/** None of a MIME document that cannot be read, which another rule reports. */
function userDataParts(userData: UserData): readonly UserPart[] {
  try {
    return userParts(userData);
  } catch (error) {
    if (error instanceof MimeError) return [];
    throw error;
  }
}

/** Messages show only the type of values in user data, because they may be secret. */
export function typeIssue({ path, expected, found }: WrongType, document: string): string {
  const type = Array.isArray(found) ? "a list" : isRecord(found) ? "a map" : `a ${typeof found}`;
  return `${path.join(".")} of ${document}: expected ${typeNames[expected]}, found ${type}`;
}

const typeNames = {
  string: "a string",
  integer: "a whole number",
  boolean: "true or false",
  list: "a list",
  map: "a map",
  any: "a value",
} as const;

function tomlIssue({ containerd }: Readonly<Record<string, unknown>>): string[] {
  const config = isRecord(containerd) ? containerd.config : undefined;
  if (typeof config !== "string") return [];
  try {
    parseToml(config);
    return [];
  } catch {
    return ["spec.containerd.config of the NodeConfig is not valid TOML"];
  }
}
