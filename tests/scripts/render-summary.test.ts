import { expect } from "chai";
import { summaryOf } from "../../scripts/render/summary";

const pod = (...lines: string[]) =>
  ["kind: Pod", "spec:", "  containers:", "    - name: a", ...lines.map((line) => `      ${line}`)].join("\n");

describe("the summary of a chart's manifests", () => {
  it("counts kinds, those in lists too, and passes over empty documents", () => {
    const manifests = ["kind: Service", "# nothing", "kind: List\nitems:\n  - kind: Service\n  - kind: Secret"].join("\n---\n");
    expect(summaryOf(manifests)).to.deep.equal({ kinds: { Secret: 1, Service: 2 }, images: [] });
  });

  it("finds images in their own fields, arguments and environments, each once", () => {
    const digest = "0".repeat(64);
    const manifests = pod(
      "image: busybox",
      "args:",
      "  - --reloader=quay.io/tools/reloader:v1.2.3",
      `  - --base=mirror.example:5000/a/b:1.0@sha256:${digest}`,
      "  - quay.io/tools/reloader:v1.2.3",
      "env:",
      "  - { name: HELPER, value: ghcr.io/tools/helper:2 }",
    );
    expect(summaryOf(manifests).images).to.deep.equal([
      "busybox",
      "ghcr.io/tools/helper:2",
      `mirror.example:5000/a/b:1.0@sha256:${digest}`,
      "quay.io/tools/reloader:v1.2.3",
    ]);
  });

  it("takes neither addresses nor the texts of custom resource definitions for images", () => {
    const manifests = pod("args: [--url=https://example.org/a:1, --listen=:8080, --zone=topology.kubernetes.io/zone]");
    expect(summaryOf(`${manifests}\n---\nkind: CustomResourceDefinition\nspec: { default: ghcr.io/a/b:1 }`).images).to.deep.equal([]);
  });

  it("refuses a key that stands twice", () => {
    expect(() => summaryOf(pod("image: a", "image: b"))).to.throw(/unique/i);
  });
});
