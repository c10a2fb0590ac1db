import { type Inventory, record, text } from "../inventory";
import { type Block, type Row, table } from "../layout";
import type { Json } from "../printable";

/** User interfaces that the stack exposes: their URLs, who signs users in, and the services behind them. */
export function domain(inventory: Inventory): Block[] {
  const rows = inventory.ofType("kubernetes:networking.k8s.io/v1:Ingress").flatMap(({ inputs }): Row[] => {
    const { name, namespace, annotations } = record(inputs.metadata);
    const auth = text(record(annotations)["alb.ingress.kubernetes.io/auth-type"]);
    if (!text(name).startsWith("expose-") || auth === "") return [];
    return itemsOf(record(inputs.spec).rules).map((rule) => {
      const [path] = itemsOf(record(record(rule).http).paths);
      const service = text(record(record(record(path).backend).service).name);
      return [`https://${text(record(rule).host)}`, auth, `${text(namespace)}/${service}`, text(record(inputs.spec).ingressClassName)];
    });
  });
  return table(rows, { header: ["URL", "sign-in", "service", "class"] });
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
