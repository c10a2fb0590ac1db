import { readFileSync } from "node:fs";
import { expect } from "chai";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { report } from "../support";
import { itValidates, itWarns, pool } from "./rows";

const at = "nodePools.a.userData";
const own = (userData: unknown, more: object = {}) => pool(JSON.stringify({ ...more, userData }));
const nodeConfig = (spec: unknown) => stringify({ apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig", spec });
const mime = (type: string, body: string) =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: ${type}\n\n${body}\n--B--\n`;

/** Report on a case of the fixtures, without the namespace of its keys. */
function caseReport(name: string): string[] {
  const text = readFileSync(`tests/fixtures/cases/${name}.yaml`, "utf8");
  const sections = text.slice(text.indexOf("\n") + 1).replace(/^ {2}/gm, "");
  return report(sections.replace(/^aws:region:.*\n/m, "")).map((line) => line.replace("eks-blueprints:", ""));
}

const bootstrap =
  "/etc/eks/bootstrap.sh exists only on Amazon Linux 2, not on al2023, where the node joins automatically: write a NodeConfig with spec.kubelet.config (such as maxPods) and spec.kubelet.flags instead";
const isOther = (found: string) => `expected a script, #cloud-config, a NodeConfig or a MIME document, which al2023 reads, found ${found}`;
const part = (type: string, content: string) => own([{ type, content }]);

describe("settings: userData", () => {
  itValidates({
    scripts: [
      [own("echo hello")],
      [own("#!/bin/sh\r\necho hello\r\n")],
      [own("# /etc/eks/bootstrap.sh was of Amazon Linux 2\necho hello")],
      [own("#!/bin/bash\n/etc/eks/bootstrap.sh shop"), `${at}: ${bootstrap}`],
    ],
    "the bootstrap script of Amazon Linux 2": [
      [own("#!/bin/bash\nyum update -y && sudo bash -x /etc/eks/bootstrap.sh shop"), `${at}: ${bootstrap}`],
      [own("#!/bin/bash\nB=/etc/eks/bootstrap.sh\n$B shop"), `${at}: ${bootstrap}`],
      [own("#cloud-boothook\n#!/bin/bash\n/etc/eks/bootstrap.sh shop"), `${at}: ${bootstrap}`],
      [own("#cloud-config\nruncmd:\n- [bash, /etc/eks/bootstrap.sh, shop]\n"), `${at}: ${bootstrap}`],
      [part("shell", "/etc/eks/bootstrap.sh shop"), `${at}[0].content: ${bootstrap}`],
      [own("#!/bin/bash\nif [ -x /etc/eks/bootstrap.sh ]; then\n  /etc/eks/bootstrap.sh shop\nfi\n")],
      [own("#!/bin/bash\ncat > /etc/eks/bootstrap.sh <<EOF\nEOF\n/etc/eks/bootstrap.sh\n")],
      [own('#!/bin/bash\necho "without /etc/eks/bootstrap.sh"')],
      [own("#cloud-config\nwrite_files:\n- { path: /etc/eks/bootstrap.sh }\n")],
    ],
    "texts that would run as a script": [
      [own("[settings.kernel]"), `${at}: ${isOther("TOML, which bottlerocket reads")}`],
      [own("# nodes\nsettings.kubernetes.max-pods = 58"), `${at}: ${isOther("TOML, which bottlerocket reads")}`],
      [own("# cloud-config\npackages: [jq]"), `${at}: ${isOther("cloud-init's YAML, whose first line must be #cloud-config")}`],
      [own("<powershell>\n</powershell>"), `${at}: ${isOther("a script for Windows")}`],
      [
        part("shell", "MIME-Version: 1.0\n"),
        `${at}[0].content: ${isOther("a MIME document, which is a text of its own, not part of a list")}`,
      ],
      [part("shell", nodeConfig({})), `${at}[0].content: ${isOther("a NodeConfig, whose part has `type: nodeConfig`")}`],
      [own("#!/bin/bash\n# cloud-config is not used\n")],
      [own("[ -f /etc/motd ] && rm /etc/motd")],
      [own("#cloud-config-jsonp\n[]")],
    ],
    "cloud-config": [
      [own("#cloud-config\npackages: [jq]")],
      [own("#cloud-config\npackages: [jq"), `${at}: the #cloud-config is not valid YAML at line 2, column 14 (BAD_INDENT)`],
      [own("#cloud-config\n- jq"), `${at}: the #cloud-config is not a map of cloud-init modules`],
    ],
    NodeConfig: [
      [own(nodeConfig({ kubelet: { config: { maxPods: 58 }, flags: ["--v=2"] } }))],
      [own("kind: NodeConfig\napiVersion: 'node.eks.aws/v1alpha1'\n")],
      [own('{ "apiVersion": "node.eks.aws/v1alpha1", "kind": "NodeConfig" }')],
      [own("apiVersion : node.eks.aws/v1alpha1\r\nkind: NodeConfig\r\n")],
      [own("{apiVersion: node.eks.aws/v1alpha1, kind: NodeConfig}")],
      [own("%YAML 1.2\n---\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\n")],
      [
        own(nodeConfig({ kubelet: { config: { maxPods: "58", systemReserved: { cpu: 1 }, failSwapOn: "no", clusterDNS: "10.0.0.2" } } })),
        `${at}: spec.kubelet.config.maxPods of the NodeConfig: expected a whole number, found a string`,
        `${at}: spec.kubelet.config.systemReserved.cpu of the NodeConfig: expected a string, found a number`,
        `${at}: spec.kubelet.config.failSwapOn of the NodeConfig: expected true or false, found a string`,
        `${at}: spec.kubelet.config.clusterDNS of the NodeConfig: expected a list, found a string`,
      ],
      [own(nodeConfig({ kublet: {} })), `${at}: unknown key spec.kublet of NodeConfig; did you mean kubelet?`],
      [
        own(nodeConfig({ kubelet: { config: { maxpods: 58 } } })),
        `${at}: unknown key spec.kubelet.config.maxpods of NodeConfig; did you mean maxPods?`,
      ],
      [
        own(nodeConfig({ cluster: { name: "shop" } })),
        `${at}: spec.cluster of the NodeConfig is set by the stack, so that the node joins its cluster; remove it`,
      ],
      [
        own(nodeConfig({ kubelet: { flags: "--v=2" } })),
        `${at}: spec.kubelet.flags of the NodeConfig: expected a list, found "--v=2"; write a list: [--v=2]`,
      ],
      [own(nodeConfig({ containerd: { config: "[plugins" } })), `${at}: spec.containerd.config of the NodeConfig is not valid TOML`],
      [
        own("apiVersion: node.eks.aws/v1\nkind: NodeConfig"),
        `${at}: apiVersion of the NodeConfig: expected node.eks.aws/v1alpha1, found "node.eks.aws/v1"`,
      ],
      [
        own("---\napiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\n---\nkind: NodeConfig"),
        `${at}: the NodeConfig holds several documents; write each as a part of its own, in a list`,
      ],
    ],
    MIME: [
      [own(mime("text/x-shellscript", "echo hi"))],
      [own("MIME-Version: 1.0"), `${at}: a MIME document that has no empty line after its headers`],
      [own("MIME-Version: 1.0\nContent-Type: multipart/mixed\n\n"), `${at}: a MIME document that names no boundary in its Content-Type`],
      [own(mime("text/x-shellscript", "x").replace("--B--", "")), `${at}: a MIME document that does not end with --B--`],
      [
        own(mime("application/node.eks.aws", nodeConfig({ kublet: {} }))),
        `${at}: part 1 of the MIME document: unknown key spec.kublet of NodeConfig; did you mean kubelet?`,
      ],
      [
        own(mime("application/json", "{}")),
        `${at}: part 1 of the MIME document: nothing on the node reads the content type application/json; expected text/x-shellscript, text/cloud-config, application/node.eks.aws, text/cloud-config-archive, text/cloud-config-jsonp, text/cloud-boothook, text/x-include-once-url, text/x-include-url, text/part-handler or text/jinja2`,
      ],
    ],
    parts: [
      [
        own([
          { type: "shell", content: "echo hi" },
          { type: "cloudConfig", content: "packages: [jq]" },
          { type: "nodeConfig", content: nodeConfig({}) },
        ]),
      ],
      [
        own([{ type: "nodeConfig", content: nodeConfig({ kublet: {} }) }]),
        `${at}[0].content: unknown key spec.kublet of NodeConfig; did you mean kubelet?`,
      ],
      [
        own([{ type: "shell", content: "x" }], { ami: "bottlerocket" }),
        `${at}: expected settings in TOML, which bottlerocket reads, found a list of parts; write one text`,
      ],
    ],
    Bottlerocket: [
      [own("[settings.host-containers.admin]\nenabled = true", { ami: "bottlerocket" })],
      [own("echo hello", { ami: "bottlerocket" }), `${at}: expected TOML, which bottlerocket reads; line 1, column 6 is not valid`],
      [
        own('[settings.kubernetes]\nmax-pods = "58"\nnode-labels = { a = 1 }', { ami: "bottlerocket" }),
        `${at}: settings.kubernetes.max-pods of Bottlerocket's settings: expected a whole number, found a string`,
        `${at}: settings.kubernetes.node-labels.a of Bottlerocket's settings: expected a string, found a number`,
      ],
      [
        own("[[settings.kubernetes]]\nmax-pods = 58", { ami: "bottlerocket" }),
        `${at}: settings.kubernetes of Bottlerocket's settings: expected a map, found a list`,
      ],
      [
        own("[settings.kubernetes]\nmaxPods = 58", { ami: "bottlerocket" }),
        `${at}: unknown key settings.kubernetes.maxPods of Bottlerocket's settings; did you mean max-pods?`,
      ],
      [
        own("[kubernetes]\nmax-pods = 58", { ami: "bottlerocket" }),
        `${at}: unknown key kubernetes of Bottlerocket's settings; known are settings`,
      ],
      [
        own("[settings.kubernetes]\ncluster-name = 'x'", { ami: "bottlerocket" }),
        `${at}: settings.kubernetes.cluster-name is set by the stack, so that the node joins its cluster; remove it`,
      ],
    ],
  });

  itWarns([
    [
      own(nodeConfig({ instance: { brandNew: {} } })),
      `[user-data] eks-blueprints:${at}: spec.instance.brandNew is not a key of NodeConfig that is known (2026-07); known are localStorage`,
    ],
  ]);

  const cases: Readonly<Record<string, readonly string[]>> = {
    "userdata-al2-bootstrap": ["nodePools.general.userData: /etc/eks/bootstrap.sh exists only on Amazon Linux 2"],
    "userdata-bottlerocket": ["nodePools.typo.userData: unknown key setting of Bottlerocket's settings; did you mean settings?"],
    "userdata-cloud-config": [],
    "userdata-heredoc": [],
    "userdata-mime": [],
    "userdata-nodeconfig-forms": [
      "nodePools.broken.userData: the NodeConfig is not valid YAML at line 3, column 43 (BAD_INDENT)",
      "nodePools.typo.userData: unknown key spec.kublet of NodeConfig; did you mean kubelet?",
    ],
  };
  for (const [name, starts] of Object.entries(cases)) {
    it(`reports what is wrong with ${name}.yaml, and nothing else`, () => {
      const lines = caseReport(name);
      expect(lines.map((line, index) => line.slice(0, starts[index]?.length ?? line.length))).to.deep.equal(starts);
    });
  }

  it("counts the bytes of the finished document, not the characters of the user's part", () => {
    const longest = (unit: string) => {
      let [fits, over] = [0, 16_384];
      while (over - fits > 1) {
        const half = (fits + over) >> 1;
        if (report(own(`#${unit.repeat(half)}`)).length === 0) fits = half;
        else over = half;
      }
      return fits;
    };
    const ascii = longest("x");
    expect(ascii).to.be.within(13_000, 15_000);
    expect(longest("é"), "two bytes a character, in base64").to.be.within(Math.floor(ascii / 2 / 1.34) - 50, Math.ceil(ascii / 2 / 1.33));
  });

  it("takes any text that does not look like another form as a script", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(report(own(`echo ${text}`))).to.deep.equal([]);
      }),
      { numRuns: 50 },
    );
  });
});
