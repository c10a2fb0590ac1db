import { expect } from "chai";
import { minorOf } from "../../components/util/kubernetes-version";

describe("minorOf", () => {
  it("returns the minor version of Kubernetes and EKS versions", () => {
    for (const version of ["1.35", "v1.35", "1.35.2", "v1.35.0-eksbuild.2"]) expect(minorOf(version), version).to.equal(35);
  });

  it("returns undefined for other text", () => {
    for (const other of [undefined, "", "latest", "2.35", "1.x", "1.35x"]) expect(minorOf(other), other).to.equal(undefined);
  });
});
