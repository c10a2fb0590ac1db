import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Secret, UNKNOWN } from "../../../plan/types";
import { Provider, problems, run, Thing, urn } from "./support";

const zone = (args: pulumi.Inputs, opts?: pulumi.InvokeOptions) => pulumi.runtime.invoke("test:index:getZone", args, opts);
const zoneOutput = (args: pulumi.Inputs) => pulumi.runtime.invokeOutput<{ zone: string }>("test:index:getZone", args);

describe("runProgram: invokes", () => {
  it("passes the configuration of the default provider or of the named provider", async () => {
    const plan = await run(async () => ({
      here: await zone({}),
      there: await zone({}, { provider: new Provider("far", { region: "us-east-1" }) }),
    }));
    expect(plan.outputs).to.deep.equal({ here: { zone: "eu-west-1a" }, there: { zone: "us-east-1a" } });
  });

  it("returns a secret for secret arguments", async () => {
    const plan = await run(() => ({ answer: zoneOutput({ token: pulumi.secret("x") }) }));
    expect(plan.outputs).to.deep.equal({ answer: new Secret({ token: "x", zone: "eu-west-1a" }) });
  });

  it("returns an output that depends on the resources of its arguments", async () => {
    const plan = await run(() => void new Thing("user", { label: zoneOutput({ of: new Thing("thing").arn }).zone }));
    expect(plan.resources.find(({ name }) => name === "user")?.propertyDependencies).to.deep.equal({ label: [urn("thing")] });
  });

  it("skips an invoke in a preview while its arguments are unknown", async () => {
    const plan = await run(() => ({ answer: zoneOutput({ of: new Thing("thing").arn }) }), { preview: true });
    expect(plan.outputs).to.deep.equal({ answer: UNKNOWN });
  });

  it("fails the program when an invoke fails, unless the program handles the error", async () => {
    expect(await problems(run(() => zone({ refused: true })))).to.deep.equal([
      "invocation of test:index:getZone returned an error: no such function",
    ]);
    const plan = await run(async () => ({ caught: await zone({ refused: true }).catch(() => "yes") }));
    expect(plan.outputs).to.deep.equal({ caught: "yes" });
  });

  it("requires an explicit provider when default providers are disabled", async () => {
    const config = { "pulumi:disable-default-providers": '["test"]' };
    const found = await problems(run(() => [zone({}), new Thing("thing")], { config }));
    expect(found.join("\n")).to.contain("Default provider for 'test' disabled. 'test:index:getZone' must use an explicit provider.");
    expect(found).to.include(`${urn("thing")}: Default provider for 'test' disabled. 'test:index:Thing' must use an explicit provider.`);
  });
});
