/** The decoded parts of a MIME multipart document, as cloud-init reads them. */
export function readMultipart(document: string): { type: string; text: string }[] {
  const boundary = /boundary="([^"]+)"/.exec(document)?.[1];
  if (!document.startsWith("MIME-Version: 1.0\n") || !boundary) throw new Error("not a multipart document");
  const [head, ...entities] = document.split(`--${boundary}`);
  if (!head?.endsWith("\n\n") || entities.pop() !== "--\n") throw new Error("the multipart document does not end");
  return entities.map((entity) => {
    const end = entity.indexOf("\n\n");
    const headers = entity.slice(1, end);
    const body = entity.slice(end + 2, -1);
    const type = /Content-Type: ([^;\n]+)/.exec(headers)?.[1] ?? "";
    return { type, text: headers.includes("base64") ? Buffer.from(body, "base64").toString() : body };
  });
}
