import { expect } from "chai";
import fc from "fast-check";
import { redact } from "../../components/util/redact";
import { plainTexts } from "../harness/mocks/secret-search";

/** A secret with a searchable core, surrounded by characters that JSON, URLs or base64 encode differently. */
const secrets = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9]{12,40}$/),
    fc.stringMatching(/^["\\&%+/=@:<é \uD83D]{0,3}$/),
    fc.stringMatching(/^["&<+/ \uDE00]{0,3}$/),
  )
  .map(([core, before, after]) => ({ core, secret: `${before}${core}${after}` }));

const wellFormed = (text: string) => Buffer.from(text).toString();

/** Forms in which libraries write a secret into an error. */
const messages: Readonly<Record<string, (secret: string, around: string) => string>> = {
  plain: (secret, around) => `${around}${secret}${around}`,
  "JSON in JSON": (secret, around) => JSON.stringify({ more: around, body: JSON.stringify({ secret }) }),
  "the credentials of a URL": (secret, around) =>
    `https://${encodeURIComponent(wellFormed(around))}:${encodeURIComponent(wellFormed(secret))}@host/`,
  "a URL with its own escapes": (password) => Object.assign(new URL("https://host/"), { username: "reader", password }).href,
  "a query string": (secret) => `https://host/?${new URLSearchParams({ secret: wellFormed(secret) })}`,
  "basic authentication": (secret, around) => `Authorization: Basic ${Buffer.from(`${around}:${secret}`).toString("base64")}`,
  "a JSON Web Token": (secret, around) => Buffer.from(`${around}.${secret}.${around}`).toString("base64url"),
};

describe("redact", () => {
  for (const [name, message] of Object.entries(messages)) {
    it(`redacts a secret in ${name}`, () => {
      fc.assert(
        fc.property(secrets, fc.string({ maxLength: 5 }), ({ core, secret }, around) => {
          expect(plainTexts(message(secret, around), [core])).to.have.length(1); // the message contains the secret
          expect(plainTexts(redact([{ deep: [secret] }])(message(secret, around)), [core])).to.deep.equal([]);
        }),
        { numRuns: 100 },
      );
    });
  }

  it("redacts each line of a private key", () => {
    const key = [
      "-----BEGIN OPENSSH PRIVATE KEY-----",
      "b3BlbnNzaC1rZXktdjEAAAAA",
      "AAABNQAAABAAAAAA",
      "-----END OPENSSH PRIVATE KEY-----",
      "",
    ];
    expect(redact([key.join("\n")])(`invalid line: ${key[1]}`)).to.equal("invalid line: [secret]");
    expect(redact([key.join("\r\n")])(`invalid line: ${key[2]}`)).to.equal("invalid line: [secret]");
  });

  it("keeps text shorter than `shortest`, and all other text", () => {
    expect(redact(["abc", 12], { shortest: 4 })("abc 12")).to.equal("abc 12");
    expect(redact(["hush-hush-hush"])("a message")).to.equal("a message");
  });
});
