import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { expect } from "chai";
import * as fc from "fast-check";
import type * as Structs from "google-protobuf/google/protobuf/struct_pb";
import { withPlainStructs } from "../../../plan/engine/plain-structs";

/** A copy of its own: the mocks of other tests in this process have replaced a function of the shared one. */
function freshCopy(): typeof Structs {
  const file = require.resolve("google-protobuf/google/protobuf/struct_pb");
  const shared = require.cache[file];
  delete require.cache[file];
  const copy = require(file);
  require.cache[file] = shared;
  return copy;
}

const structs = freshCopy();
const stock = structs.Struct.fromJavaScript;
const any = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<Record<string, Structs.JavaScriptValue>>;
const objects = any.filter((object) => !JSON.stringify(object).includes("__proto__"));

/** A request with these values, as bytes. */
function bytes(struct: Structs.Struct): number[] {
  const request = new RegisterResourceRequest();
  request.setObject(struct);
  return [...request.serializeBinary()];
}

describe("plain structs", () => {
  let undo: () => void;
  beforeEach(() => {
    undo = withPlainStructs({ structs });
  });
  afterEach(() => undo());

  it("hold and send what those of the library do", () => {
    fc.assert(
      fc.property(objects, (object) => {
        const plain = structs.Struct.fromJavaScript(object);
        expect(plain.toJavaScript()).to.deep.equal(stock(object).toJavaScript());
        expect(bytes(plain)).to.deep.equal(bytes(stock(object)));
        expect(plain.toJavaScript()).to.deep.equal(stock(object).toJavaScript());
      }),
    );
  });

  it("keep the values that they were made of", () => {
    const object = { list: [1], map: { key: "value" } };
    const struct = structs.Struct.fromJavaScript(object);
    object.list.push(2);
    (struct.toJavaScript().map as typeof object.map).key = "other";
    expect(struct.toJavaScript()).to.deep.equal({ list: [1], map: { key: "value" } });
  });

  it("keep a key named __proto__, which the library loses", () => {
    const object = JSON.parse('{"__proto__":{"key":1}}');
    expect(Object.entries(structs.Struct.fromJavaScript(object).toJavaScript())).to.deep.equal([["__proto__", { key: 1 }]]);
    expect(Object.entries(stock(object).toJavaScript())).to.deep.equal([]);
  });

  it("return values that are set on the message", () => {
    const struct = structs.Struct.fromJavaScript({ first: 1 });
    struct.getFieldsMap().set("second", structs.Value.fromJavaScript(2));
    expect(struct.toJavaScript()).to.deep.equal({ first: 1, second: 2 });
  });

  it("reject values that a message cannot hold, as the library does", () => {
    for (const value of [undefined, () => 1, Symbol("s"), 1n]) {
      const object = { list: [{ value }] } as unknown as Record<string, Structs.JavaScriptValue>;
      expect(() => structs.Struct.fromJavaScript(object)).to.throw("Unexpected struct type.");
      expect(() => stock(object)).to.throw("Unexpected struct type.");
    }
  });

  it("leave a library of an unknown layout unchanged", () => {
    const fromJavaScript = () => new structs.Struct();
    const unknown = { structs: { Struct: { fromJavaScript, prototype: {} } } } as unknown as Parameters<typeof withPlainStructs>[0];
    withPlainStructs(unknown)();
    expect(unknown.structs.Struct.fromJavaScript).to.equal(fromJavaScript);
  });
});
