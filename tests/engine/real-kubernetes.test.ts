import { expect } from "chai";
import type { KubernetesObject } from "../harness/kube-apiserver/client";
import type { Result } from "../harness/pulumi-stack/options";
import { needRealKubernetes, type RealKubernetesStack, startRealKubernetes } from "../harness/pulumi-stack/real-kubernetes";

const settings = `config:
  aws:region: eu-west-1
  eks-blueprints:network: { zones: 2 }
  eks-blueprints:cluster: { logs: [], admins: ["arn:aws:iam::111122223333:role/admin"] }
  eks-blueprints:nodePools: { general: { instanceTypes: [m7g.large], size: { min: 1, max: 3 } } }
  eks-blueprints:addons:
    aws-ebs-csi-driver: true
    aws-load-balancer-controller: { sharedAlb: true }
    karpenter: { nodePools: { default: {}, spot: { capacityTypes: [spot] } } }
    custom:
      banner: { manifests: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: banner }, data: { text: hello } }] }
  eks-blueprints:teams:
    shop:
      kind: application
      members: ["arn:aws:iam::111122223333:role/shop"]
      network: isolated
      podSecurity: restricted
      priority: 1000
      accessLevel: admin
      serviceAccounts: { orders: { policies: ["arn:aws:iam::111122223333:policy/Orders"] } }
    cart: { kind: application, members: ["arn:aws:iam::111122223333:role/cart"] }
  eks-blueprints:gitops: { engine: argocd, repo: https://github.com/example/clusters }
`;

/** Stands in for Argo CD, whose chart is not installed here: the drain stops it and removes its finalizers. */
const argocd = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: {
    name: "argocd-application-controller",
    namespace: "argocd",
    labels: { "app.kubernetes.io/part-of": "argocd", "app.kubernetes.io/component": "application-controller" },
  },
  spec: {
    replicas: 0,
    serviceName: "argocd",
    selector: { matchLabels: { app: "argocd" } },
    template: { metadata: { labels: { app: "argocd" } }, spec: { containers: [{ name: "argocd", image: "argocd" }] } },
  },
};

const kindsOf = ({ changes }: Result) => Object.keys(changes);

describe("Kubernetes objects of a stack with the real provider on a real API server", function () {
  this.timeout(900_000);
  let stack: RealKubernetesStack;
  before(async function () {
    needRealKubernetes.call(this);
    stack = await startRealKubernetes({ settings, crds: ["karpenter", "argocd"] });
  });
  after(() => stack?.stop());

  const names = async (path: string) => (await stack.admin.ask("GET", path)).items.map(({ metadata }: KubernetesObject) => metadata.name);

  it("are created as previewed", async () => {
    const preview = await stack.stack.preview();
    const up = await stack.stack.up();
    expect(kindsOf(up)).deep.equal(["create"]);
    expect(up.changes).deep.equal(preview.changes);
    expect(await names("/api/v1/namespaces")).to.include.members(["team-shop", "team-cart", "argocd"]);
    expect(await names("/apis/karpenter.sh/v1/nodepools")).to.have.members(["default", "spot"]);
    expect(await names("/api/v1/configmaps")).to.include("karpenter-values");
  });

  it("are unchanged by a second deployment", async () => {
    expect(kindsOf(await stack.stack.up({ expectNoChanges: true }))).deep.equal(["same"]);
  });

  it("do not drift", async () => {
    const { changes, output } = await stack.stack.refresh();
    expect(Object.keys(changes), output).deep.equal(["same"]);
    await stack.stack.up({ expectNoChanges: true });
  });

  it("are deleted and recreated when a team's priority changes", async () => {
    stack.stack.configure(settings.replace("priority: 1000", "priority: 2000"));
    const { changes } = await stack.stack.up();
    expect(changes.replace).equal(1);
    const { items } = await stack.admin.ask("GET", "/apis/scheduling.k8s.io/v1/priorityclasses");
    expect(items.map(({ value }: { value: number }) => value))
      .to.include(2000)
      .and.not.include(1000);
    await stack.stack.up({ expectNoChanges: true });
  });

  it("are deleted by a destroy", async () => {
    await stack.admin.apply(argocd);
    expect(kindsOf(await stack.stack.destroy())).deep.equal(["delete"]);
    expect(await stack.stack.fakeAws.resources()).empty;
    expect(await names("/api/v1/namespaces")).to.have.members(["default", "kube-node-lease", "kube-public", "kube-system"]);
    expect(await names("/apis/karpenter.sh/v1/nodepools")).empty;
    expect(await names("/apis/scheduling.k8s.io/v1/priorityclasses")).to.have.members(["system-cluster-critical", "system-node-critical"]);
  });
});
