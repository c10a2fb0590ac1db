import { expect } from "chai";
import * as fc from "fast-check";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import type { Registration } from "../../../components/util/user-data/format";
import { userDataFormats } from "../../../components/util/user-data/formats";
import { readMultipart } from "../../harness/mocks/multipart";

const cluster = { name: "shop", endpoint: "https://shop.example", certificateAuthority: "Q0E=", serviceCidr: "172.20.0.0/16" };
const bare: Registration = { labels: {}, taints: [] };
const gpu: Registration = {
  labels: { workload: "gpu", "example.com/team": "vision" },
  taints: [
    { key: "dedicated", value: "gpu", effect: "NoSchedule" },
    { key: "dedicated", value: "gpu", effect: "NoExecute" },
    { key: "spot", value: "", effect: "PreferNoSchedule" },
  ],
};
const anyText = fc.string({ unit: "binary" });

describe("user data for Amazon Linux 2023", () => {
  const { own, joining } = userDataFormats.al2023;

  it("contain a NodeConfig with labels and taints as kubelet flags", () => {
    const [part, ...others] = readMultipart(joining(gpu, "")(cluster));
    expect(others).to.be.empty;
    expect(part!.type).to.equal("application/node.eks.aws");
    expect(parseYaml(part!.text)).to.deep.equal({
      apiVersion: "node.eks.aws/v1alpha1",
      kind: "NodeConfig",
      spec: {
        cluster: { name: "shop", apiServerEndpoint: "https://shop.example", certificateAuthority: "Q0E=", cidr: "172.20.0.0/16" },
        kubelet: {
          flags: [
            "--node-labels=workload=gpu,example.com/team=vision",
            "--register-with-taints=dedicated=gpu:NoSchedule,dedicated=gpu:NoExecute,spot:PreferNoSchedule",
          ],
        },
      },
    });
  });

  it("contain no kubelet flags without labels and taints", () => {
    const [part] = readMultipart(joining(bare, "")(cluster));
    expect(parseYaml(part!.text).spec).to.not.have.property("kubelet");
  });

  it("append the user's shell script as another part", () => {
    const parts = readMultipart(joining(bare, "#!/bin/sh\necho hello\n")(cluster));
    expect(parts[1]).to.deep.equal({ type: "text/x-shellscript", text: "#!/bin/sh\necho hello\n" });
  });

  it("run shell scripts without an interpreter line with bash", () => {
    expect(readMultipart(own("echo hello")!)).to.deep.equal([{ type: "text/x-shellscript", text: "#!/bin/bash\necho hello" }]);
  });

  it("pass the user's NodeConfig to nodeadm", () => {
    const user = "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: { kubelet: { config: { maxPods: 58 } } }\n";
    expect(readMultipart(own(user)!)).to.deep.equal([{ type: "application/node.eks.aws", text: user }]);
    expect(readMultipart(own(`#!/bin/sh\ncat <<E\n${user}E\n`)!)[0]!.type).to.equal("text/x-shellscript");
  });

  it("make one volume of the instance store, with and without EKS's part", () => {
    const local = { instance: { localStorage: { strategy: "RAID0" } } };
    const [alone] = readMultipart(own("", { instanceStore: "raid0" })!);
    expect(parseYaml(alone!.text).spec).to.deep.equal(local);
    const [both] = readMultipart(own("", { instanceStore: "raid0", maxPods: 58 })!);
    expect(parseYaml(both!.text).spec).to.deep.equal({ kubelet: { config: { maxPods: 58 } }, ...local });
    const [whole] = readMultipart(joining({ ...bare, instanceStore: "raid0" }, "")(cluster));
    expect(parseYaml(whole!.text).spec).to.deep.include(local);
  });

  it("are empty when EKS makes the node join and the user has none", () => {
    expect(own("")).to.equal(undefined);
    expect(own(" \n")).to.equal(undefined);
  });

  it("keep any shell script as it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const script = `#!${text}`;
        expect(readMultipart(own(script)!)).to.deep.equal([{ type: "text/x-shellscript", text: Buffer.from(script).toString() }]);
      }),
    );
  });

  it("keep a script that looks like MIME multipart as it is", () => {
    const inner = own("echo inner")!;
    expect(readMultipart(own(`#!\n${inner}`)!)).to.deep.equal([{ type: "text/x-shellscript", text: `#!\n${inner}` }]);
  });

  it("escape labels, so that they cannot change the NodeConfig", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const [part] = readMultipart(joining({ labels: { key: value }, taints: [] }, "")(cluster));
        const { spec } = parseYaml(part!.text);
        expect(Object.keys(spec)).to.deep.equal(["cluster", "kubelet"]);
        expect(spec.kubelet.flags).to.have.lengthOf(1);
      }),
    );
  });

  it("are deterministic", () => {
    expect(joining(gpu, "echo hello")(cluster)).to.equal(joining(gpu, "echo hello")(cluster));
  });
});

describe("user data for Bottlerocket", () => {
  const { own, joining } = userDataFormats.bottlerocket;
  const kubernetes = (text: string) => (parseToml(text) as { settings: { kubernetes: Record<string, unknown> } }).settings.kubernetes;

  it("contain settings with labels and taints", () => {
    expect(kubernetes(joining(gpu, "")(cluster))).to.deep.equal({
      "cluster-name": "shop",
      "api-server": "https://shop.example",
      "cluster-certificate": "Q0E=",
      "cluster-dns-ip": "172.20.0.10",
      "node-labels": { workload: "gpu", "example.com/team": "vision" },
      "node-taints": { dedicated: ["gpu:NoSchedule", "gpu:NoExecute"], spot: [":PreferNoSchedule"] },
    });
  });

  it("contain the address of CoreDNS in any service CIDR", () => {
    const dns = (serviceCidr: string) => kubernetes(joining(bare, "")({ ...cluster, serviceCidr }))["cluster-dns-ip"];
    expect(dns("10.100.0.0/16")).to.equal("10.100.0.10");
    expect(dns("192.168.17.0/24")).to.equal("192.168.17.10");
  });

  it("make one volume of the instance store at boot, with and without EKS's part", () => {
    const commands = (text: string) => (parseToml(text) as { settings: Record<string, unknown> }).settings["bootstrap-commands"];
    const expected = {
      "000-mount-instance-storage": {
        commands: [
          ["apiclient", "ephemeral-storage", "init"],
          ["apiclient", "ephemeral-storage", "bind", "--dirs", "/var/lib/containerd", "/var/lib/kubelet", "/var/log/pods"],
        ],
        mode: "always",
        essential: true,
      },
    };
    expect(commands(own('[settings.kernel]\nlockdown = "none"', { instanceStore: "raid0" })!)).to.deep.equal(expected);
    expect(commands(joining({ ...bare, instanceStore: "raid0" }, "")(cluster))).to.deep.equal(expected);
    expect(commands(joining(bare, "")(cluster))).to.equal(undefined);
  });

  it("merge the user's settings key by key and prefer them", () => {
    const user = `
      [settings.kernel]
      lockdown = "integrity"
      [settings.kubernetes]
      max-pods = 58
      cluster-dns-ip = "169.254.20.10"
      [settings.kubernetes.node-labels]
      workload = "mine"
    `;
    const text = joining(gpu, user)(cluster);
    expect((parseToml(text) as { settings: Record<string, unknown> }).settings.kernel).to.deep.equal({ lockdown: "integrity" });
    expect(kubernetes(text)).to.deep.include({ "max-pods": 58, "cluster-dns-ip": "169.254.20.10", "cluster-name": "shop" });
    expect(kubernetes(text)["node-labels"]).to.deep.equal({ workload: "mine", "example.com/team": "vision" });
  });

  it("never let the user's settings change the cluster", () => {
    const user = '[settings.kubernetes]\ncluster-name = "other"\napi-server = "https://other"\ncluster-certificate = "eA=="';
    expect(kubernetes(joining(bare, user)(cluster))).to.deep.include({
      "cluster-name": "shop",
      "api-server": "https://shop.example",
      "cluster-certificate": "Q0E=",
    });
  });

  it("reject text other than TOML before any resource is created", () => {
    expect(() => joining(bare, "echo hello")).to.throw(/TOML/i);
  });

  it("are the user's settings unchanged when EKS makes the node join", () => {
    const user = '# mine\n[settings.kernel]\nlockdown = "integrity"\n';
    expect(own(user)).to.equal(user);
    expect(own("")).to.equal(undefined);
  });

  it("keep any label and taint as text", () => {
    fc.assert(
      fc.property(anyText, anyText, (key, value) => {
        const taints = [{ key, value, effect: "NoSchedule" as const }];
        const read = kubernetes(joining({ labels: { [key]: value }, taints }, "")(cluster));
        expect(Object.entries(read["node-labels"] as object)).to.deep.equal([[key, value]]);
        expect(Object.entries(read["node-taints"] as object)).to.deep.equal([[key, [`${value}:NoSchedule`]]]);
      }),
    );
  });
});

describe("user data for Windows", () => {
  const { own, joining } = userDataFormats.windows2022;

  it("run the bootstrap script with the cluster, labels and taints", () => {
    expect(joining({ ...gpu, maxPods: 40 }, "")(cluster)).to.equal(
      [
        "<powershell>",
        `& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" -EKSClusterName 'shop' -APIServerEndpoint 'https://shop.example' -Base64ClusterCA 'Q0E=' -DNSClusterIP '172.20.0.10' -ServiceCIDR '172.20.0.0/16' -KubeletExtraArgs '--node-labels=workload=gpu,example.com/team=vision --register-with-taints=dedicated=gpu:NoSchedule,dedicated=gpu:NoExecute,spot:PreferNoSchedule --max-pods=40'`,
        "</powershell>",
        "",
      ].join("\n"),
    );
    expect(joining(bare, "")(cluster)).not.to.include("KubeletExtraArgs");
  });

  it("run the user's script first, with or without its tags", () => {
    for (const script of ["Write-Host hello", "<powershell>\nWrite-Host hello\n</powershell>"]) {
      expect(own(script)).to.equal("<powershell>\nWrite-Host hello\n</powershell>\n");
      expect(joining(bare, script)(cluster)).to.match(/^<powershell>\nWrite-Host hello\n& "/);
    }
    expect(own("")).to.equal(undefined);
  });

  it("quote labels, so that they cannot change the command", () => {
    const text = joining({ labels: { key: "it's'; Remove-Item C:" }, taints: [] }, "")(cluster);
    expect(text).to.include("-KubeletExtraArgs '--node-labels=key=it''s''; Remove-Item C:'");
  });
});
