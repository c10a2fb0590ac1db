import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { Secret } from "../../../plan/types";
import { problems, run, Thing } from "./support";

const secret = 'hush "hush" & hush';
const config = {
  "shop:password": secret,
  "shop:login": JSON.stringify({ user: "reader", password: "hush-within" }),
  "test:region": "eu-west-1",
};
const options = { config, secretKeys: ["shop:password", "shop:login"] };

/** How programs, SDKs and HTTP libraries quote a value. */
const quotes: Readonly<Record<string, (text: string) => string>> = {
  "in plain text": (text) => text,
  "within JSON": (text) => JSON.stringify({ password: text }),
  "within a URL": (text) => `https://reader:${encodeURIComponent(text)}@example.com`,
  "in base64": (text) => Buffer.from(text).toString("base64"),
};

class AwsThing extends pulumi.CustomResource {}

describe("runProgram: secrets in errors", () => {
  for (const [how, quote] of Object.entries(quotes)) {
    it(`hides a secret of the configuration ${how}`, async () => {
      const throwing = () => {
        throw new Error(`cannot log in: ${quote(new pulumi.Config("shop").require("password"))}`);
      };
      const [line] = await problems(run(throwing, options));
      expect(line).to.include("cannot log in: ").and.include("[secret]");
      expect(line).not.to.include(quote(secret));
    });
  }

  it("hides a secret inside structured configuration", async () => {
    const throwing = () => {
      const { password } = new pulumi.Config("shop").requireObject<{ password: string }>("login");
      throw new Error(`cannot log in with ${password}`);
    };
    expect((await problems(run(throwing, options))).join())
      .to.include("cannot log in with [secret]")
      .and.not.include("hush-within");
  });

  it("hides a registered secret input that a provider quotes", async () => {
    const lines = await problems(
      run(() => {
        new Thing("a", { label: pulumi.secret("generated-hush") });
        new Thing("b", { refused: "label generated-hush" });
      }),
    );
    expect(lines.join()).to.include("label [secret]").and.not.include("generated-hush");
  });

  it("hides a secret of any form", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 8, maxLength: 40 }), fc.constantFrom(...Object.values(quotes)), async (text, quote) => {
        const marked = `Q${text}Z`;
        const throwing = () => {
          throw new Error(`<${quote(marked)}>`);
        };
        const lines = await problems(run(throwing, { ...options, config: { ...config, "shop:password": marked } }));
        expect(lines.join("\n")).not.to.include(quote(marked));
      }),
      { numRuns: 10 },
    );
  });
});

describe("AWS provider configuration", () => {
  it("is secret where the provider's schema says so, encrypted in the stack file or not", async () => {
    const aws = { "aws:region": "eu-west-1", "aws:secretKey": "hush-hush-hush", "aws:token": "hush-token", "aws:accessKey": "AKIA" };
    const { resources } = await run(() => new AwsThing("aws:test/thing:Thing", "a", {}), { config: aws });
    const provider = resources.find(({ type }) => type === "pulumi:providers:aws")!;
    expect(provider.inputs).to.deep.include({
      secretKey: new Secret("hush-hush-hush"),
      token: new Secret("hush-token"),
      accessKey: "AKIA",
    });
  });
});
