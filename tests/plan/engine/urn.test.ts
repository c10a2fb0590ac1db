import { expect } from "chai";
import { defaultName } from "../../../plan/engine/default-providers";
import { aliasUrns, nameOf, typeOf, urnOf, uuidOf } from "../../../plan/engine/urn";

const target = { project: "shop", stack: "dev" };
const stack = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";

describe("urn", () => {
  it("contains the types of all parents except the stack", () => {
    const parent = urnOf(target, stack, "a:b:Parent", "p");
    expect(parent).to.equal("urn:pulumi:dev::shop::a:b:Parent::p");
    expect(urnOf(target, parent, "c:d:Child", "x")).to.equal("urn:pulumi:dev::shop::a:b:Parent$c:d:Child::x");
  });

  it("accepts colons in names", () => {
    const urn = urnOf(target, stack, "kubernetes:core/v1:Service", "default::web");
    expect([typeOf(urn), nameOf(urn)]).to.deep.equal(["kubernetes:core/v1:Service", "default::web"]);
  });

  it("derives the same UUID from a URN each time", () => {
    expect(uuidOf("a"))
      .to.equal(uuidOf("a"))
      .and.to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidOf("a")).not.to.equal(uuidOf("b"));
  });

  it("includes the version in the name of a default provider", () => {
    expect(defaultName({ name: "aws" })).to.equal("default");
    expect(defaultName({ name: "aws", version: "7.48.0-alpha.1+ab" })).to.equal("default_7_48_0_alpha_1_ab");
    expect(defaultName({ name: "x", version: "1.0.0", pluginDownloadUrl: "https://a.b/c/" })).to.equal("default_1_0_0_https___a.b_c");
  });
});

describe("aliasUrns", () => {
  const parent = urnOf(target, stack, "a:b:Parent", "new");
  const child = { type: "c:d:Child", name: "new-disk", parent };

  it("fills in the parts that an alias omits", () => {
    expect(
      aliasUrns(
        target,
        { ...child, aliases: [{ name: "old" }, { type: "c:d:Old" }, { noParent: true }, { project: "p", stack: "s" }] },
        [],
      ),
    ).to.deep.equal([
      "urn:pulumi:dev::shop::a:b:Parent$c:d:Child::old",
      "urn:pulumi:dev::shop::a:b:Parent$c:d:Old::new-disk",
      "urn:pulumi:dev::shop::c:d:Child::new-disk",
      "urn:pulumi:s::p::a:b:Parent$c:d:Child::new-disk",
    ]);
  });

  it("inherits aliases of the parent, and replaces the parent's name as a prefix of the child's name", () => {
    const old = "urn:pulumi:dev::shop::a:b:Parent::old";
    expect(aliasUrns(target, { ...child, aliases: [{ type: "c:d:Old" }] }, [old])).to.deep.equal([
      "urn:pulumi:dev::shop::a:b:Parent$c:d:Old::new-disk",
      "urn:pulumi:dev::shop::a:b:Parent$c:d:Child::old-disk",
      "urn:pulumi:dev::shop::a:b:Parent$c:d:Old::old-disk",
    ]);
  });
});
