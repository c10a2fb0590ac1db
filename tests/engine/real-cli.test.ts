import { expect } from "chai";
import { plainTexts } from "../harness/mocks/secret-search";
import type { PulumiStackOptions, Result } from "../harness/pulumi-stack/options";
import { liftProtection } from "../harness/pulumi-stack/protection";
import { PulumiStack } from "../harness/pulumi-stack/pulumi-stack";
import { isBuilt, languageHost } from "../harness/pulumi-stack/real-plugins";

const settings = "config:\n  aws:region: eu-west-1\n  eks-blueprints:network: { zones: 2 }";
const kindsOf = ({ changes }: Result) => Object.keys(changes);

async function withStack(options: Omit<PulumiStackOptions, "runtime">, act: (stack: PulumiStack) => Promise<void>): Promise<void> {
  const stack = await PulumiStack.start({ ...options, runtime: "host" });
  try {
    await act(stack);
  } finally {
    await stack.stop();
  }
}

describe("Pulumi CLI with the Node.js language host", function () {
  this.timeout(600_000);
  before(function () {
    if (isBuilt(languageHost)) return;
    console.warn("Skipped: no Node.js language host; run `npm run setup:engine`.");
    this.skip();
  });

  it("previews, deploys, refreshes and destroys a stack", () =>
    withStack({ stack: "minimal", settings }, async (stack) => {
      const preview = await stack.preview();
      const up = await stack.up();
      expect(kindsOf(up)).deep.equal(["create"]);
      expect(up.changes, "operations of the preview").deep.equal(preview.changes);
      expect(kindsOf(await stack.up({ expectNoChanges: true }))).deep.equal(["same"]);
      expect(kindsOf(await stack.refresh()), "no drift").deep.equal(["same"]);
      expect(kindsOf(await stack.destroy())).deep.equal(["delete"]);
      expect(await stack.fakeAws.resources()).empty;
    }));

  it("reports invalid settings once, without stack trace and colors", () =>
    withStack({ stack: "minimal", settings: `${settings}\n  eks-blueprints:cluster: { version: 9 }` }, async (stack) => {
      const { output, exitCode } = await stack.preview({ mayFail: true });
      expect(exitCode).not.equal(0);
      expect(output)
        .contain("eks-blueprints:cluster.version")
        .and.not.match(/^\s+at .+:\d+/m);
      expect(output).not.contain("\u001b[").and.not.contain("unhandled exception");
    }));

  it("masks a secret in an error that the program throws", () =>
    withStack({ stack: "minimal", settings, program: "tests/engine/programs/throws-secret" }, async (stack) => {
      const secret = "secret-of-the-repository";
      await stack.setSecret("eks-blueprints:token", secret);
      for (const debug of ["", "1"]) {
        const { output, events } = await stack.preview({ mayFail: true, env: { EKS_BLUEPRINTS_DEBUG: debug } });
        expect(output).contain("refused with token [secret]");
        const shown = events.filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug");
        expect(plainTexts(output, [secret])).empty;
        expect(plainTexts(shown, [secret])).empty;
      }
    }));

  it("shows in one line how to sign in when the first lookup has no valid credentials", () =>
    withStack(
      { stack: "minimal", settings, fakeAws: { failures: [{ kind: "expired-credentials", type: "aws:", times: 1000 }] } },
      async (stack) => {
        const { output, exitCode } = await stack.preview({ mayFail: true });
        expect(exitCode).not.equal(0);
        expect(output).contain("AWS credentials have expired (ExpiredTokenException): sign in, for example with `aws sso login`");
        expect(output)
          .not.match(/^\s+at .+:\d+/m)
          .and.not.contain("\u001b[")
          .and.not.contain("unhandled exception");
      },
    ));

  it("keeps all resources in the state when a destroy is rejected, and recreates dropped providers and components", () =>
    withStack({ stack: "minimal", settings: `${settings}\n  eks-blueprints:cluster: { deletionProtection: true }` }, async (stack) => {
      await stack.up();
      const entries = async () => Object.fromEntries(((await stack.export()).resources ?? []).map((entry) => [entry.urn, entry.type]));
      const before = await entries();
      const resources = async () => (await stack.fakeAws.resources()).map(({ type, id }) => `${type} ${id}`).sort();
      const deployed = await resources();

      expect((await stack.destroy({ mayFail: true })).exitCode).not.equal(0);
      const left = await entries();
      const dropped = Object.keys(before).filter((urn) => !(urn in left));
      expect(dropped.map((urn) => before[urn]).filter((type) => !/^pulumi:providers:|^eks-blueprints:index:/.test(type!))).empty;
      expect(await resources()).deep.equal(deployed);

      const { changes } = await stack.up();
      expect(Object.keys(changes)).to.have.members(["create", "same"]);
      expect(changes.create).equal(dropped.filter((urn) => !urn.split("::").at(-1)!.startsWith("default_")).length);
      expect(await entries()).deep.equal(before);
      expect(await resources()).deep.equal(deployed);
      await stack.up({ expectNoChanges: true });
      await liftProtection(stack);
      await stack.destroy();
      expect(await resources()).empty;
    }));
});
