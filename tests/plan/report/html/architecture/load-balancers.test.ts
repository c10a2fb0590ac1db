import { expect } from "chai";
import { loadBalancers } from "../../../../../plan/report/html/architecture/load-balancers";
import { Inventory } from "../../../../../plan/report/inventory";
import type { DocumentResource } from "../../../../../plan/report/json";
import { planDocumentOf, resource } from "../../document";

const of = (...resources: DocumentResource[]) => loadBalancers(new Inventory(planDocumentOf(resources)));

const ingress = (name: string, more: { ingressClassName?: string; annotations?: Record<string, string> } = {}) =>
  resource("kubernetes:networking.k8s.io/v1:Ingress", name, {
    inputs: {
      metadata: { name, namespace: "shop", ...(more.annotations && { annotations: more.annotations }) },
      spec: {
        ...(more.ingressClassName && { ingressClassName: more.ingressClassName }),
        rules: [{ host: "shop.example.com", http: { paths: [{ path: `/${name}`, backend: { service: { name } } }] } }],
      },
    },
  });

describe("loadBalancers", () => {
  it("has one for each Ingress, internal unless its annotation says otherwise", () => {
    const [internal, facing] = of(ingress("a"), ingress("b", { annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" } }));
    expect(internal).to.deep.equal({
      title: "Application Load Balancer a",
      internal: true,
      routes: ["shop.example.com/a to a"],
      namespaces: ["shop"],
    });
    expect(facing).to.include({ internal: false });
  });

  it("has one for the Ingresses of a group, by class and by annotation", () => {
    const params = resource("kubernetes:elbv2.k8s.aws/v1beta1:IngressClassParams", "team", {
      inputs: { metadata: { name: "team" }, spec: { scheme: "internet-facing", group: { name: "shared" } } },
    });
    const ingressClass = resource("kubernetes:networking.k8s.io/v1:IngressClass", "team", {
      inputs: { metadata: { name: "team" }, spec: { parameters: { kind: "IngressClassParams", name: "team" } } },
    });
    const grouped = ingress("c", { annotations: { "alb.ingress.kubernetes.io/group.name": "shared" } });
    const found = of(params, ingressClass, ingress("a", { ingressClassName: "team" }), ingress("b", { ingressClassName: "team" }), grouped);
    expect(found).to.have.length(1);
    expect(found[0]).to.include({ internal: false });
    expect(found[0]!.routes).to.have.length(3);
  });

  it("names a class of the controller's chart before it has an Ingress", () => {
    const values = { ingressClassParams: { create: true, spec: { scheme: "internal", group: { name: "shared" } } } };
    expect(of(resource("kubernetes:helm.sh/v3:Release", "controller", { inputs: { values } }))).to.deep.equal([
      { title: "Application Load Balancer shared", internal: true, routes: ["created with the first Ingress"], namespaces: [] },
    ]);
  });

  it("has one for each Service of type LoadBalancer, and for those of AWS", () => {
    const service = resource("kubernetes:core/v1:Service", "web", {
      inputs: { metadata: { namespace: "shop" }, spec: { type: "LoadBalancer", ports: [{ port: 443 }] } },
    });
    const found = of(
      service,
      resource("kubernetes:core/v1:Service", "inside", { inputs: { spec: { type: "ClusterIP" } } }),
      resource("aws:lb/loadBalancer:LoadBalancer", "own", { inputs: { loadBalancerType: "network", internal: true } }),
    );
    expect(found.map(({ title, internal }) => [title, internal])).to.deep.equal([
      ["Network Load Balancer web", true],
      ["Network Load Balancer own", true],
    ]);
    expect(found[0]!.routes).to.deep.equal(["port 443 to web"]);
  });
});
