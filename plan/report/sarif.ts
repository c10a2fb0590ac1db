import { createHash } from "node:crypto";
import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import type { Finding } from "../../components/util/finding";

export interface SarifOptions {
  /** Relative URI of the stack file. */
  readonly stackFile: string;
  /** Line of a setting in the stack file. */
  readonly lineOf: (path: string) => number;
  /** Version of this project. */
  readonly version: string;
}

/** Description of a rule. */
interface DescribedRule {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly fix: string;
  readonly controls: readonly string[];
}

const levels = { mandatory: "error", advisory: "warning", information: "note" } as const;

/**
 * Findings as SARIF 2.1.0 for code scanning. Findings about settings have their line in the stack file; findings about resources have the
 * file, and the URN as logical location. Exceptions are suppressions.
 * @param rules descriptions of rules; other findings have a rule with only an id
 */
export function sarifLog(findings: readonly Finding[], rules: readonly DescribedRule[], options: SarifOptions): Log {
  const known = new Set(rules.map(({ id }) => id));
  const others = [...new Set(findings.map(({ rule }) => rule))].filter((id) => !known.has(id));
  const descriptors = [...rules.map(descriptor), ...others.map((id): ReportingDescriptor => ({ id, shortDescription: { text: id } }))];
  const indexes = new Map(descriptors.map(({ id }, index) => [id, index]));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "eks-blueprints", semanticVersion: options.version, rules: descriptors } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, indexes.get(finding.rule)!, options)),
      },
    ],
  };
}

function descriptor({ id, title, reason, fix, controls }: DescribedRule): ReportingDescriptor {
  const sources = controls.length > 0 ? `\nControls: ${controls.join(", ")}` : "";
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: reason },
    help: { text: `${reason}\nTo fix this: ${fix}${sources}` },
    properties: { tags: [...controls] },
  };
}

function result({ rule, level, path, urn, message, fix, exception }: Finding, ruleIndex: number, options: SarifOptions): Result {
  const place = path ?? (urn && nameOf(urn));
  const text = [`${place === undefined ? "" : `${place}: `}${message}`, ...(fix === "" ? [] : [`To fix this: ${fix}`])].join("\n");
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[level],
    message: { text: withoutLinks(text) },
    locations: [location(path, urn, options)],
    partialFingerprints: { "finding/v1": createHash("sha256").update([rule, path, urn, message].join("\n")).digest("hex") },
    ...(exception && {
      suppressions: [
        { kind: "external" as const, status: "accepted" as const, justification: `Until ${exception.until}: ${exception.reason}` },
      ],
    }),
  };
}

function location(path: string | undefined, urn: string | undefined, { stackFile, lineOf }: SarifOptions): Location {
  return {
    physicalLocation: { artifactLocation: { uri: stackFile }, region: { startLine: path === undefined ? 1 : lineOf(path) } },
    ...(urn !== undefined && {
      logicalLocations: [{ name: nameOf(urn), fullyQualifiedName: urn, kind: "resource" }],
    }),
  };
}

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

/** Escapes text, because SARIF interprets `[text](target)` as a link. */
function withoutLinks(text: string): string {
  return text.replace(/[[\]\\]/g, (character) => (/\]\(/.test(text) ? `\\${character}` : character));
}
