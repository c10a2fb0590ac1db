import { naturalOrder } from "../../../../components/util/natural-order";
import { type Inventory, text } from "../../inventory";
import { count } from "../../layout";
import type { Arrow, Box } from "../graph/layout";
import { loadBalancers } from "./load-balancers";
import { fewLines, type Part } from "./parts";
import { otherCapacity } from "./pools";
import { balancerId, type VpcPart } from "./vpc";

/** Content of the cluster: add-ons, teams with their namespaces, and nodes that are created on demand. */
export function workloads(inventory: Inventory, networks: readonly VpcPart[]): Part {
  const addons = [
    ...inventory.ofType("aws:eks/addon:Addon").map(({ inputs }) => text(inputs.addonName)),
    ...inventory.ofType("kubernetes:helm.sh/v3:Release").map(({ inputs, name }) => text(inputs.name) || name),
  ].sort(naturalOrder);
  const teams = ["PlatformTeam", "ApplicationTeam"].flatMap((kind) =>
    inventory.ofType(`eks-blueprints:index:${kind}`).map(({ outputs }) => text(outputs.team)),
  );
  const capacity = otherCapacity(inventory);
  const boxes = [
    { id: "addons", title: count(addons.length, "add-on"), names: addons },
    { id: "teams", title: count(teams.length, "team"), names: teams.sort(naturalOrder) },
    { id: "capacity", title: "Nodes as needed", names: capacity },
  ]
    .filter(({ names }) => names.length > 0)
    .map(({ id, title, names }): Box => ({ id, title, lines: fewLines(names, 10) }));
  if (boxes.length === 0) return { boxes: [], arrows: [] };
  const frame: Box = { id: "workloads", title: "In the cluster", style: "tinted", children: boxes };
  const ingress: Arrow[] = [...new Set(loadBalancers(inventory).map((_, at) => balancerId(at)))]
    .filter(
      (id) => teams.length > 0 && networks.some(({ boxes: own }) => own.some((box) => box.children?.some((child) => child.id === id))),
    )
    .map((from) => ({ from, to: "teams", label: "ingress" }));
  const runs = networks.flatMap(({ nodeSubnets }) => nodeSubnets).map((from) => ({ from, to: "workloads" }));
  return { boxes: [frame], arrows: [...ingress, ...runs] };
}
