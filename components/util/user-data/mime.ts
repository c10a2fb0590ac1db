import { createHash } from "node:crypto";

/** One part of a MIME document, decoded. */
export interface Part {
  /** Content type in lowercase, such as `text/cloud-config`. */
  readonly type: string;
  readonly text: string;
}

/** A MIME multipart document, as cloud-init and nodeadm read it: same parts, same bytes. */
export function multipart(parts: readonly Part[]): string {
  // Made from the parts themselves, so no part can contain it.
  const boundary = `==${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32)}==`;
  return [
    `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${boundary}"\n\n`,
    ...parts.map((part) => `--${boundary}\n${entity(part)}\n`),
    `--${boundary}--\n`,
  ].join("");
}

function entity({ type, text }: Part): string {
  const ascii = /^[\0-\x7f]*$/.test(text);
  return ascii
    ? `Content-Type: ${type}; charset="us-ascii"\n\n${text}`
    : `Content-Type: ${type}; charset="utf-8"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString("base64")}`;
}

/** A MIME document that cannot be read; the message says why. */
export class MimeError extends Error {}

/**
 * The parts of a MIME document (RFC 2045, RFC 2046), those of nested multiparts included.
 * @param document with `\n` as line ending
 * @throws MimeError
 */
export function parseMime(document: string): Part[] {
  const [, head, body] = /^([\s\S]*?)(?:^|\n)\n([\s\S]*)$/.exec(document) ?? [];
  if (head === undefined || body === undefined) throw new MimeError("has no empty line after its headers");
  const headers = headersOf(head);
  const contentType = headers.get("content-type") ?? "text/plain";
  const type = contentType.split(";")[0]!.trim().toLowerCase();
  if (!type.startsWith("multipart/")) return [{ type, text: decoded(body, headers.get("content-transfer-encoding")) }];
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType);
  if (!boundary) throw new MimeError("names no boundary in its Content-Type");
  return entities(body, (boundary[1] ?? boundary[2])!).flatMap(parseMime);
}

function entities(body: string, boundary: string): string[] {
  const lines = body.split("\n");
  const delimiters = [...lines.entries()].filter(([, line]) => line.trimEnd() === `--${boundary}`).map(([at]) => at);
  const last = lines.findIndex((line) => line.trimEnd() === `--${boundary}--`);
  if (delimiters.length === 0) throw new MimeError(`has no part: no line is --${boundary}`);
  if (last < 0) throw new MimeError(`does not end with --${boundary}--`);
  return delimiters.filter((at) => at < last).map((at, index, all) => lines.slice(at + 1, all[index + 1] ?? last).join("\n"));
}

function headersOf(text: string): Map<string, string> {
  const unfolded = text.replace(/\n[ \t]+/g, " ");
  return new Map(
    unfolded
      .split("\n")
      .filter((line) => line !== "")
      .map((line): [string, string] => {
        const colon = line.indexOf(":");
        if (colon < 1) throw new MimeError(`has a header without a colon: ${line}`);
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
}

function decoded(body: string, encoding = "7bit"): string {
  switch (encoding.toLowerCase()) {
    case "7bit":
    case "8bit":
    case "binary":
      return body;
    case "base64":
      return Buffer.from(body, "base64").toString();
    case "quoted-printable":
      return Buffer.from(
        body.replace(/[ \t]*=\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ).toString();
    default:
      throw new MimeError(`has a part with the unknown Content-Transfer-Encoding ${encoding}`);
  }
}
