import { expect } from "chai";
import * as fc from "fast-check";
import { MimeError, multipart, parseMime } from "../../../components/util/user-data/mime";

describe("parseMime", () => {
  it("reads what multipart writes: any parts, any text", () => {
    const part = fc.record({ type: fc.constantFrom("text/x-shellscript", "text/cloud-config"), text: fc.string({ unit: "binary" }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        expect(parseMime(multipart(parts))).to.deep.equal(parts);
      }),
    );
  });

  it("decodes base64 and quoted-printable, and unfolds headers", () => {
    const document = [
      "Content-Type: multipart/mixed;",
      " boundary=B",
      "",
      "ignored preamble",
      "--B",
      "Content-Type: text/x-shellscript",
      "Content-Transfer-Encoding: base64",
      "",
      "ZWNobyBoaQ==",
      "--B",
      "Content-Transfer-Encoding: quoted-printable",
      "Content-Type: text/cloud-config; charset=utf-8",
      "",
      "a: =C3=A9 long=",
      "er",
      "--B--",
    ].join("\n");
    expect(parseMime(document)).to.deep.equal([
      { type: "text/x-shellscript", text: "echo hi" },
      { type: "text/cloud-config", text: "a: é longer" },
    ]);
  });

  it("flattens nested multiparts", () => {
    const inner = 'Content-Type: multipart/alternative; boundary="I"\n\n--I\nContent-Type: text/x-shellscript\n\nx\n--I--';
    expect(parseMime(`Content-Type: multipart/mixed; boundary="O"\n\n--O\n${inner}\n--O--\n`)).to.deep.equal([
      { type: "text/x-shellscript", text: "x" },
    ]);
  });

  it("throws a MimeError, and nothing else, on any other text", () => {
    const headers = fc.constantFrom("Content-Type: multipart/mixed; boundary=B", "MIME-Version: 1.0", "no colon");
    const body = fc
      .array(fc.constantFrom("--B", "--B--", "", "x", "Content-Transfer-Encoding: x", "a: b"))
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(headers, body, (head, rest) => {
        try {
          parseMime(`${head}\n${rest}`);
        } catch (error) {
          expect(error).to.be.instanceOf(MimeError);
        }
      }),
    );
  });
});
