import { expect } from "chai";
import { summaryOf } from "../../scripts/render/summary";

const pod = (...lines: string[]) =>
  ["kind: Pod", "spec:", "  containers:", "    - name: a", ...lines.map((line) => `      ${line}`)].join("\n");

describe("summaryOf", () => {
  it("counts kinds, including those in lists, and ignores empty documents", () => {
    const manifests = ["kind: Service", "# nothing", "kind: List\nitems:\n  - kind: Service\n  - kind: Secret"].join("\n---\n");
    expect(summaryOf(manifests)).to.deep.equal({ kinds: { Secret: 1, Service: 2 }, images: [] });
  });

  it("finds images in image fields, arguments and environment variables, each once", () => {
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

  it("joins images that an object names in parts", () => {
    const parts = (text: string) => `kind: ClusterPolicy\nspec:\n  plugin: ${text}`;
    expect(summaryOf(parts('{ repository: nvcr.io/nvidia, image: plugin, version: "1.2" }')).images).to.deep.equal([
      "nvcr.io/nvidia/plugin:1.2",
    ]);
    expect(summaryOf(parts('{ repository: "", image: plugin, version: "" }')).images).to.deep.equal([]);
  });

  it("ignores addresses and the text of CustomResourceDefinitions", () => {
    const manifests = pod("args: [--url=https://example.org/a:1, --listen=:8080, --zone=topology.kubernetes.io/zone]");
    expect(summaryOf(`${manifests}\n---\nkind: CustomResourceDefinition\nspec: { default: ghcr.io/a/b:1 }`).images).to.deep.equal([]);
  });

  it("rejects a duplicate key", () => {
    expect(() => summaryOf(pod("image: a", "image: b"))).to.throw(/unique/i);
  });
});
