import type { UserData, UserDataPartType } from "./format";
import { type Part, parseMime } from "./mime";

/** Content type of each kind of part that settings can name. */
export const contentTypes: Readonly<Record<UserDataPartType, string>> = {
  shell: "text/x-shellscript",
  cloudConfig: "text/cloud-config",
  nodeConfig: "application/node.eks.aws",
};

/** How cloud-init tells a text's kind by its first line. Source: cloudinit/handlers/__init__.py (INCLUSION_TYPES_MAP), 2026-07. */
const byFirstLine: readonly (readonly [RegExp, string])[] = [
  [/^#!/, contentTypes.shell],
  [/^#cloud-config-archive\b/, "text/cloud-config-archive"],
  [/^#cloud-config-jsonp\b/, "text/cloud-config-jsonp"],
  [/^#cloud-config(?![\w-])/, contentTypes.cloudConfig],
  [/^#cloud-boothook\b/, "text/cloud-boothook"],
  [/^#include-once\b/, "text/x-include-once-url"],
  [/^#include\b/, "text/x-include-url"],
  [/^#part-handler\b/, "text/part-handler"],
  [/^## template: jinja\b/, "text/jinja2"],
];

/** Content types of parts that cloud-init or nodeadm reads on Amazon Linux 2023. */
export const knownContentTypes: readonly string[] = [...new Set([...Object.values(contentTypes), ...byFirstLine.map(([, type]) => type)])];

/** A part of the user's own user data. */
export interface UserPart extends Part {
  /** Place in a list of parts, or in a MIME document; undefined for a text that is one part. */
  readonly position?: number;
  /** Taken for a script, although nothing says that it is one. */
  readonly assumed?: boolean;
}

/**
 * The parts of user data for Amazon Linux 2023, each with its content type.
 * @throws MimeError where it is a MIME document that cannot be read
 */
export function userParts(userData: UserData): UserPart[] {
  if (typeof userData !== "string")
    return userData.map(({ type, content }, position) => ({ ...runnable(contentTypes[type], lineFeeds(content)), position }));
  const text = lineFeeds(userData);
  if (text.trim() === "") return [];
  if (!/^(MIME-Version|Content-Type)\s*:/i.test(text.trimStart())) return [partOf(text)];
  const parts = parseMime(text.trimStart());
  return parts.map((part, position) => ({
    ...(part.type === "text/plain" ? partOf(part.text) : runnable(part.type, part.text)),
    position,
  }));
}

function lineFeeds(text: string): string {
  return text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
}

function partOf(text: string): Omit<UserPart, "position"> {
  const known = byFirstLine.find(([pattern]) => pattern.test(text.trimStart()));
  return runnable(known?.[1] ?? (isNodeConfig(text) ? contentTypes.nodeConfig : contentTypes.shell), text);
}

/** cloud-init runs a script as a file of its own, which needs an interpreter; it and nodeadm look for the first line at the very start. */
function runnable(type: string, text: string): Omit<UserPart, "position"> {
  const start = byFirstLine.some(([pattern]) => pattern.test(text.trimStart())) ? text.trimStart() : text;
  if (type === contentTypes.cloudConfig && !/^#cloud-config\b/.test(start)) return { type, text: `#cloud-config\n${start}` };
  if (type === contentTypes.shell && !start.startsWith("#!")) return { type, text: `#!/bin/bash\n${start}`, assumed: true };
  return { type, text: start };
}

/** What a text is that was assumed to be a script, if its first lines look like something else: then it would run as one, and fail. */
export function looksLike({ text, assumed }: UserPart): string | undefined {
  if (!assumed) return undefined;
  const lines = text.slice(text.indexOf("\n") + 1).split("\n");
  const first = lines.map((line) => line.trim()).find((line) => line !== "") ?? "";
  if (/^#\s*cloud-?config\b/i.test(first)) return "cloud-init's YAML, whose first line must be #cloud-config";
  if (/^(MIME-Version|Content-Type)\s*:/i.test(first)) return "a MIME document, which is a text of its own, not part of a list";
  if (/^<(powershell|script|persist)>/i.test(first)) return "a script for Windows";
  if (/^(\[+\s*["']?settings\b|settings\.\S+\s*=)/.test(statement(lines) ?? "")) return "TOML, which bottlerocket reads";
  return isNodeConfig(lines.join("\n")) ? "a NodeConfig, whose part has `type: nodeConfig`" : undefined;
}

/** The first line that is neither empty nor a comment. */
function statement(lines: readonly string[]): string | undefined {
  return lines.map((line) => line.trim()).find((line) => line !== "" && !line.startsWith("#"));
}

/** Whether the first line that says something is that of a Kubernetes object in YAML or JSON; a script begins otherwise. */
function isNodeConfig(text: string): boolean {
  return /^(---|%YAML\b|\{\s*"|\{$|(\{\s*)?["']?(apiVersion|kind|metadata|spec)["']?\s*:)/.test(statement(text.split("\n")) ?? "");
}
