import { expect } from "chai";
import { autoscalingTags, nodeTemplate } from "../../components/nodes/autoscaling-tags";
import { poolSettings } from "../harness/mocks/node-pools";

describe("autoscalingTags", () => {
  const tags = (...args: Parameters<typeof autoscalingTags>) =>
    Object.fromEntries(autoscalingTags(...args).map(({ key, value }) => [key, value]));

  it("let cluster-autoscaler discover the groups of its cluster", () => {
    expect(tags("shop", { labels: {}, taints: [] })).to.deep.equal({
      "k8s.io/cluster-autoscaler/enabled": "true",
      "k8s.io/cluster-autoscaler/shop": "owned",
    });
  });

  it("list the labels and taints of a new node", () => {
    const taints = [
      { key: "dedicated", value: "gpu", effect: "NoSchedule" as const },
      { key: "spot", value: "", effect: "NoExecute" as const },
    ];
    expect(tags("shop", { labels: { workload: "gpu" }, taints })).to.deep.include({
      "k8s.io/cluster-autoscaler/node-template/label/workload": "gpu",
      "k8s.io/cluster-autoscaler/node-template/taint/dedicated": "gpu:NoSchedule",
      "k8s.io/cluster-autoscaler/node-template/taint/spot": ":NoExecute",
    });
  });

  it("name the zone of EBS volumes for a group in one zone", () => {
    expect(tags("shop", { labels: {}, taints: [] }, "eu-west-1a")).to.have.property(
      "k8s.io/cluster-autoscaler/node-template/label/topology.ebs.csi.aws.com/zone",
      "eu-west-1a",
    );
  });

  it("name the EFA devices of a new node", () => {
    const node = nodeTemplate(poolSettings({ efa: true, instanceTypes: ["p4d.24xlarge"] }), {});
    expect(tags("shop", node)).to.have.property("k8s.io/cluster-autoscaler/node-template/resources/vpc.amazonaws.com/efa", "4");
  });

  it("have unique resource names", () => {
    const nouns = autoscalingTags("shop", {
      labels: { enabled: "x", spot: "y" },
      taints: [{ key: "spot", value: "", effect: "NoSchedule" }],
    });
    expect(new Set(nouns.map(({ noun }) => noun))).to.have.lengthOf(nouns.length);
  });
});
