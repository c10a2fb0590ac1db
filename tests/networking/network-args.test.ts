import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { Network, SettingsError } from "../../components";
import { Network as Internal } from "../../components/networking/network";
import type { NetworkArgs } from "../../components/networking/network-args";
import { context } from "../harness/mocks/context";
import { startMocks } from "../harness/mocks/mocks";
import { networkSettings } from "./fixtures";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const { region, clusterName, tags, iam } = context;

async function registered(make: () => void) {
  const mocks = startMocks();
  await mocks.run(make);
  return mocks.resources.all.map(({ type, name, inputs }) => ({ type, name, inputs }));
}

async function failure(args: NetworkArgs): Promise<string> {
  const caught: unknown[] = [];
  await startMocks().run(() => {
    try {
      new Network("shop", args);
    } catch (error) {
      caught.push(error);
    }
  });
  expect(caught[0]).to.be.instanceOf(SettingsError);
  return (caught[0] as Error).message;
}

describe("Network with plain args", () => {
  it("registers the same resources as the network section of a stack file", async () => {
    const settings = networkSettings({ zones, nat: "perZone", flowLogs: { retentionDays: 30 } });
    const alone = await registered(() => {
      new Network("shop", { region, clusterName, tags, iam, zones, nat: "perZone", flowLogs: true });
    });
    const inEnvironment = await registered(() => {
      new Internal("shop", { context, settings, zones });
    });
    expect(alone).to.deep.equal(inEnvironment);
  });

  it("defaults the cluster name to the component's name, and the region to the stack's", async () => {
    const resources = await registered(() => {
      new Network("shop", { zones });
    });
    const vpc = resources.find(({ type }) => type === "awsx:ec2:Vpc")!;
    expect(vpc.inputs.tags).to.deep.equal({ Name: "shop" });
    expect(resources.find(({ name }) => name === "shop-endpoints-s3")!.inputs.serviceName).to.equal("com.amazonaws.eu-west-1.s3");
  });

  it("records its settings as its inputs", async () => {
    const [network] = await registered(() => {
      new Network("shop", { region, zones, nat: "none" });
    });
    expect(network!.inputs).to.deep.equal({
      clusterName: "shop",
      region,
      zones,
      settings: { cidr: "10.0.0.0/16", zones, nat: "none", routes: [], endpoints: ["s3"], flowLogs: false },
    });
  });

  it("reports every issue with its path in the args", async () => {
    const message = await failure({
      region,
      zones: ["eu-west-1a", "eu-west-2b"],
      cidr: "10.0.0.0/27",
      endpoints: ["s4"],
      tags: { "aws:x": "y" },
    });
    expect(message.split("\n").map((line) => line.split(": ")[0])).to.have.members([
      'Network("shop").tags["aws:x"]',
      'Network("shop").cidr',
      'Network("shop").zones[1]',
      'Network("shop").endpoints[0]',
    ]);
  });

  it("reports an invalid cluster name with the path of its argument", async () => {
    expect(await failure({ region, zones, clusterName: "no name" })).to.match(/^Network\("shop"\)\.clusterName: expected /);
  });

  it("requires the region with an explicit AWS provider", async () => {
    await startMocks().run(() => {
      const provider = new aws.Provider("us", { region: "us-east-2" });
      expect(() => new Network("shop", { zones }, { provider })).to.throw(
        SettingsError,
        /^Network\("shop"\)\.region: missing beside an AWS provider/,
      );
    });
  });
});
