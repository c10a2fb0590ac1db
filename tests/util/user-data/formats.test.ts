import { assert } from "chai";
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
    assert.isEmpty(others);
    assert.equal(part!.type, "application/node.eks.aws");
    assert.deepEqual(parseYaml(part!.text), {
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
    assert.notProperty(parseYaml(part!.text).spec, "kubelet");
  });

  it("append the user's shell script as another part", () => {
    const parts = readMultipart(joining(bare, "#!/bin/sh\necho hello\n")(cluster));
    assert.deepEqual(parts[1], { type: "text/x-shellscript", text: "#!/bin/sh\necho hello\n" });
  });

  it("run shell scripts without an interpreter line with bash", () => {
    assert.deepEqual(readMultipart(own("echo hello")!), [{ type: "text/x-shellscript", text: "#!/bin/bash\necho hello" }]);
  });

  it("pass the user's NodeConfig to nodeadm", () => {
    const user = "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: { kubelet: { config: { maxPods: 58 } } }\n";
    assert.deepEqual(readMultipart(own(user)!), [{ type: "application/node.eks.aws", text: user }]);
    assert.equal(readMultipart(own(`#!/bin/sh\ncat <<E\n${user}E\n`)!)[0]!.type, "text/x-shellscript");
  });

  it("are empty when EKS makes the node join and the user has none", () => {
    assert.isUndefined(own(""));
    assert.isUndefined(own(" \n"));
  });

  it("keep any shell script as it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const script = `#!${text}`;
        assert.deepEqual(readMultipart(own(script)!), [{ type: "text/x-shellscript", text: Buffer.from(script).toString() }]);
      }),
    );
  });

  it("keep a script that looks like MIME multipart as it is", () => {
    const inner = own("echo inner")!;
    assert.deepEqual(readMultipart(own(`#!\n${inner}`)!), [{ type: "text/x-shellscript", text: `#!\n${inner}` }]);
  });

  it("escape labels, so that they cannot change the NodeConfig", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const [part] = readMultipart(joining({ labels: { key: value }, taints: [] }, "")(cluster));
        const { spec } = parseYaml(part!.text);
        assert.deepEqual(Object.keys(spec), ["cluster", "kubelet"]);
        assert.lengthOf(spec.kubelet.flags, 1);
      }),
    );
  });

  it("are deterministic", () => {
    assert.equal(joining(gpu, "echo hello")(cluster), joining(gpu, "echo hello")(cluster));
  });
});

describe("user data for Bottlerocket", () => {
  const { own, joining } = userDataFormats.bottlerocket;
  const kubernetes = (text: string) => (parseToml(text) as { settings: { kubernetes: Record<string, unknown> } }).settings.kubernetes;

  it("contain settings with labels and taints", () => {
    assert.deepEqual(kubernetes(joining(gpu, "")(cluster)), {
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
    assert.equal(dns("10.100.0.0/16"), "10.100.0.10");
    assert.equal(dns("192.168.17.0/24"), "192.168.17.10");
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
    assert.deepEqual((parseToml(text) as { settings: Record<string, unknown> }).settings.kernel, { lockdown: "integrity" });
    assert.deepInclude(kubernetes(text), { "max-pods": 58, "cluster-dns-ip": "169.254.20.10", "cluster-name": "shop" });
    assert.deepEqual(kubernetes(text)["node-labels"], { workload: "mine", "example.com/team": "vision" });
  });

  it("never let the user's settings change the cluster", () => {
    const user = '[settings.kubernetes]\ncluster-name = "other"\napi-server = "https://other"\ncluster-certificate = "eA=="';
    assert.deepInclude(kubernetes(joining(bare, user)(cluster)), {
      "cluster-name": "shop",
      "api-server": "https://shop.example",
      "cluster-certificate": "Q0E=",
    });
  });

  it("reject text other than TOML before any resource is created", () => {
    assert.throws(() => joining(bare, "echo hello"), /TOML/i);
  });

  it("are the user's settings unchanged when EKS makes the node join", () => {
    const user = '# mine\n[settings.kernel]\nlockdown = "integrity"\n';
    assert.equal(own(user), user);
    assert.isUndefined(own(""));
  });

  it("keep any label and taint as text", () => {
    fc.assert(
      fc.property(anyText, anyText, (key, value) => {
        const taints = [{ key, value, effect: "NoSchedule" as const }];
        const read = kubernetes(joining({ labels: { [key]: value }, taints }, "")(cluster));
        assert.deepEqual(Object.entries(read["node-labels"] as object), [[key, value]]);
        assert.deepEqual(Object.entries(read["node-taints"] as object), [[key, [`${value}:NoSchedule`]]]);
      }),
    );
  });
});
