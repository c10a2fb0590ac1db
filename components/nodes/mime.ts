import { createHash } from "node:crypto";

export interface Part {
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
