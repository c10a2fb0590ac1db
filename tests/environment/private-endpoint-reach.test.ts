import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { PrivateEndpointReach } from "../../components/environment/private-endpoint-reach";
import { cluster } from "../../components/settings/schema/cluster";

type Endpoint = Parameters<PrivateEndpointReach["findings"]>[0]["endpoint"];

/** Messages of findings after resources of these types. */
function messages(types: readonly string[], endpoint: Partial<Endpoint> = {}, existing?: { name: string }): string[] {
  const reach = new PrivateEndpointReach();
  const [count] = reach.counted({ transformations: [] }).transformations!;
  for (const type of types) count!({ type, name: "a", props: {}, opts: {} } as unknown as pulumi.ResourceTransformationArgs);
  const settings = { endpoint: { ...cluster.parse({}).endpoint, ...endpoint }, existing };
  return reach.findings(settings).map(({ message }) => message);
}

const objects = ["kubernetes:core/v1:Namespace", "kubernetes:helm.sh/v3:Release", "aws:eks/addon:Addon", "pulumi:providers:kubernetes"];

describe("PrivateEndpointReach", () => {
  it("reports objects behind an endpoint that admits the nodes alone", () => {
    expect(messages(objects)).to.deep.equal([
      "`pulumi up` creates 2 objects in the cluster through the private endpoint, which admits only the nodes",
    ]);
    expect(messages(objects.slice(0, 1))[0]).to.include("creates 1 object in");
    expect(messages(objects, { private: { cidrs: [], securityGroupIds: [] } })).to.have.lengthOf(1);
  });

  it("reports nothing without objects in the cluster", () => expect(messages(objects.slice(2))).to.deep.equal([]));

  it("reports nothing where the endpoint is public or admits others", () => {
    expect(messages(objects, { public: { cidrs: ["203.0.113.0/24"] } })).to.deep.equal([]);
    expect(messages(objects, { private: { cidrs: ["10.9.0.0/24"], securityGroupIds: [] } })).to.deep.equal([]);
    expect(messages(objects, { private: { cidrs: [], securityGroupIds: ["sg-1"] } })).to.deep.equal([]);
  });

  it("reports nothing about an existing cluster", () => expect(messages(objects, {}, { name: "shop" })).to.deep.equal([]));
});
