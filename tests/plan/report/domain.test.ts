import { expect } from "chai";
import { planDocument } from "../../../plan/report/json";
import { planText } from "../../../plan/report/text";
import type { PlannedResource, Values } from "../../../plan/types";
import { noCost, planned } from "../resources";

function section(resources: readonly PlannedResource[]): string[] {
  const recording = { resources, outputs: {}, log: [] };
  const text = planText(planDocument({ project: "shop", stack: "dev", settings: null, recording, findings: [], cost: noCost }), {
    tree: false,
    messages: [],
    information: [],
    layout: { width: 200, colors: false },
    section: "domain",
  });
  return text.split("\n").filter((line) => line.startsWith("  "));
}

const ingress = (name: string, annotations: Values) =>
  planned({
    type: "kubernetes:networking.k8s.io/v1:Ingress",
    name,
    inputs: {
      metadata: { name, namespace: "monitoring", annotations },
      spec: {
        ingressClassName: "platform-ui-internal",
        rules: [
          { host: "grafana.shop.example.com", http: { paths: [{ backend: { service: { name: "grafana", port: { number: 80 } } } }] } },
        ],
      },
    },
  });

describe("plan: section of exposed user interfaces", () => {
  it("shows URL, sign-in and service", () => {
    expect(section([ingress("expose-grafana", { "alb.ingress.kubernetes.io/auth-type": "oidc" })])).to.deep.equal([
      "  URL                               sign-in  service             class",
      "  https://grafana.shop.example.com  oidc     monitoring/grafana  platform-ui-internal",
    ]);
  });

  it("leaves out other Ingresses", () => {
    expect(section([ingress("web", {})])).to.deep.equal([]);
  });
});
