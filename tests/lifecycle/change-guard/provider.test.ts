import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { changeGuard } from "../../../components/lifecycle/generated/change-guard";

/** The provider loaded from its serialized code, as Pulumi's dynamic provider loads it, with Node.js only. */
function provider(accept = "", messages: string[] = []): pulumi.dynamic.ResourceProvider {
  const module = { exports: {} as { handler(): pulumi.dynamic.ResourceProvider } };
  const builtIn = createRequire("/");
  const process = { env: { EKS_BLUEPRINTS_ACCEPT: accept } };
  runInNewContext(changeGuard, {
    module,
    exports: module.exports,
    require: builtIn,
    process,
    console: { error: (text: string) => messages.push(text) },
  });
  return module.exports.handler();
}

const before = { region: "eu-west-1", cluster: { source: "own", version: "1.33", creatorAdmin: true }, __provider: "text" };
const after = { ...before, cluster: { ...before.cluster, version: "1.35" } };
/** Copies an object of another realm, which chai does not consider equal. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe("ChangeGuard provider", () => {
  it("fails its check with path, reason and override, including the override after a partly failed update", async () => {
    const { failures } = await provider().check!(before, after);
    expect(plain(failures)).to.deep.equal([
      {
        property: "",
        reason:
          'eks-blueprints:cluster.version: 1.33 -> 1.35: EKS upgrades one minor version at a time; set "1.34" and run `pulumi up`, then repeat for the next version. ' +
          "If AWS already has this value, for example after a failed update, set EKS_BLUEPRINTS_ACCEPT=cluster.version for one run",
      },
    ]);
  });

  it("accepts new, unchanged and accepted values, and prints the accepted ones", async () => {
    const messages: string[] = [];
    expect(plain(await provider("", messages).check!({}, after))).to.deep.equal({ inputs: after, failures: [] });
    expect(plain(await provider("", messages).check!(after, after)).failures).to.deep.equal([]);
    expect(messages).to.deep.equal([]);
    expect(plain(await provider("cluster.version", messages).check!(before, after)).failures).to.deep.equal([]);
    expect(messages).to.deep.equal([
      "warning: eks-blueprints:cluster.version: accepted by EKS_BLUEPRINTS_ACCEPT: 1.33 -> 1.35: EKS upgrades one minor version at a time",
    ]);
  });

  it("warns about a changed creatorAdmin", async () => {
    const messages: string[] = [];
    const { failures } = await provider("", messages).check!(before, { ...before, cluster: { ...before.cluster, creatorAdmin: false } });
    expect(plain(failures)).to.deep.equal([]);
    expect(messages.join()).to.match(/^warning: \[creator-admin\] eks-blueprints:cluster\.creatorAdmin: true -> false has no effect/);
  });

  it("treats every change as an update, including changed provider code, and never as a replacement", async () => {
    const diff = async (news: object) => plain(await provider().diff!("change-guard", before, news));
    expect(await diff({ __provider: "text", cluster: before.cluster, region: "eu-west-1" })).to.deep.equal({
      changes: false,
      replaces: [],
    });
    for (const news of [after, { ...before, __provider: "newer" }]) expect(await diff(news)).to.deep.equal({ changes: true, replaces: [] });
  });

  it("stores its inputs", async () => {
    expect(plain(await provider().create(before))).to.deep.equal({ id: "change-guard", outs: before });
    expect(plain(await provider().update!("change-guard", before, after))).to.deep.equal({ outs: after });
  });
});
