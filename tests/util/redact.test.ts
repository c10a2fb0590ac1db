import { expect } from "chai";
import fc from "fast-check";
import { redact } from "../../components/util/redact";
import { plainTexts } from "../harness/mocks/secret-search";

/** A part that the search for texts can take, with characters around it that JSON, URLs or base64 write in another way. */
const secrets = fc
  .tuple(
    fc.stringMatching(/^[A-Za-z0-9]{12,40}$/),
    fc.stringMatching(/^["\\&%+/=@:<é \uD83D]{0,3}$/),
    fc.stringMatching(/^["&<+/ \uDE00]{0,3}$/),
  )
  .map(([core, before, after]) => ({ core, secret: `${before}${core}${after}` }));

const wellFormed = (text: string) => Buffer.from(text).toString();

/** How libraries write a secret into an error. */
const messages: Readonly<Record<string, (secret: string, more: string) => string>> = {
  plain: (secret, more) => `${more}${secret}${more}`,
  "JSON in JSON": (secret, more) => JSON.stringify({ more, body: JSON.stringify({ secret }) }),
  "the login of a URL": (secret, more) => `https://${encodeURIComponent(wellFormed(more))}:${encodeURIComponent(wellFormed(secret))}@host/`,
  "a URL's own escapes": (password) => Object.assign(new URL("https://host/"), { username: "reader", password }).href,
  "a query": (secret) => `https://host/?${new URLSearchParams({ secret: wellFormed(secret) })}`,
  "basic authentication": (secret, more) => `Authorization: Basic ${Buffer.from(`${more}:${secret}`).toString("base64")}`,
  "a JSON web token": (secret, more) => Buffer.from(`${more}.${secret}.${more}`).toString("base64url"),
};

describe("redact", () => {
  for (const [name, message] of Object.entries(messages)) {
    it(`hides a secret in ${name}`, () => {
      fc.assert(
        fc.property(secrets, fc.string({ maxLength: 5 }), ({ core, secret }, more) => {
          expect(plainTexts(message(secret, more), [core])).to.have.length(1); // or nothing is hidden
          expect(plainTexts(redact([{ deep: [secret] }])(message(secret, more)), [core])).to.deep.equal([]);
        }),
        { numRuns: 100 },
      );
    });
  }

  it("hides each line of a private key", () => {
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

  it("leaves what is shorter than a secret, and everything else, as it is", () => {
    expect(redact(["abc", 12], { shortest: 4 })("abc 12")).to.equal("abc 12");
    expect(redact(["hush-hush-hush"])("a message")).to.equal("a message");
  });
});
