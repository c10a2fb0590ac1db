import { expect } from "chai";
import { operators } from "../../../../components/reference/operators";
import { chartIssues } from "../../../harness/mocks/chart";
import { registered } from "../../fixtures";

const name = "pulumi-kubernetes-operator";

describe("pulumi-kubernetes-operator", () => {
  it("installs the operator, whose metrics the add-on prometheus scrapes", async () => {
    const registries = { "docker.io": "mirror.example/docker" };
    const found = await registered({ images: { registries }, addons: { [name]: true, prometheus: true } });
    const release = found.named(`eks-${name}`, "kubernetes:helm.sh/v3:Release");
    expect(release.inputs).to.include({ chart: `oci://ghcr.io/pulumi/helm-charts/${name}`, namespace: name, version: "2.9.0" });
    expect(chartIssues(name, release.inputs.values)).to.deep.equal([]);
    expect(release.inputs.values.image.registry).to.equal("mirror.example/docker");
    expect(release.inputs.values.serviceMonitor.enabled).to.equal(true);
    expect(found.waitsFor(release, found.named("eks-prometheus", "kubernetes:helm.sh/v3:Release"))).to.equal(true);
  });

  it("finalizes Stacks", () => {
    const { kinds, finalizer } = operators.find(({ setting }) => setting === name)!;
    expect(kinds).to.deep.equal(["stacks.pulumi.com"]);
    expect(finalizer.test("finalizer.stack.pulumi.com")).to.equal(true);
  });
});
