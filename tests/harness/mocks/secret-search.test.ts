import { expect } from "chai";
import { Secret, UNKNOWN } from "../../../plan/types";
import { plainTexts } from "./secret-search";

const text = "hunter2-of-shop";
const encoded = (value: string) => Buffer.from(value).toString("base64");

function paths(document: unknown): string[] {
  return plainTexts(document, [text, "another-text"]).map(({ path }) => path);
}

describe("plainTexts", () => {
  it("finds a text in values, keys and longer texts, and returns its path", () => {
    const urn = "urn:pulumi:dev::shop::a:b:C::disk";
    expect(paths({ a: text, b: { [text]: 1 }, c: [0, `password=${text};`], d: JSON.stringify({ x: { y: text } }) })).to.deep.equal([
      "a",
      `b.${text} (key)`,
      "c[1]",
      "d",
    ]);
    expect(paths({ resources: [{ urn, inputs: { token: text } }] })).to.deep.equal([`resources[${urn}].inputs.token`]);
  });

  it("finds a text in base64, at any offset and depth, with line breaks, and inside other text", () => {
    for (const before of ["", "x", "xy", "xyz"]) expect(paths([encoded(`${before}${text}${before}`)])).to.have.length(1);
    expect(paths([encoded(encoded(`token: ${text}`))])).to.have.length(1);
    expect(paths([encoded(`#!/bin/bash\n${text}`).replace(/.{20}/g, "$&\n")])).to.have.length(1);
    for (const before of ["a", "ab", "abc", "user:"]) expect(paths([`data=${before}${encoded(text)}`])).to.have.length(1);
    expect(paths([JSON.stringify({ auth: encoded(`git:${text}`) })])).to.have.length(1);
  });

  it("ignores encrypted, unknown and unrelated values", () => {
    const cipher = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "v1:AAAAAAAAAAAAAAAAAAAA:bm9uc2Vuc2U=",
    };
    expect(paths({ a: new Secret(text), b: UNKNOWN, c: cipher, d: null, e: 7, f: encoded("something else entirely") })).to.deep.equal([]);
  });

  it("finds a plain value next to an encrypted one", () => {
    const state = { deployment: { resources: [{ urn: "urn:x", inputs: { values: { plaintext: JSON.stringify(text) } } }] } };
    expect(paths(state)).to.deep.equal(["deployment.resources[urn:x].inputs.values.plaintext"]);
  });

  it("accepts only texts that it can find", () => {
    for (const unfit of ["short", "one line\nand another", 'with "quotes"']) {
      expect(() => plainTexts({}, [unfit]), unfit).to.throw("is no text to search for");
    }
  });
});
