// The default subnets of nodes: the private ones, according to the route tables.

import { isRecord } from "../../../components/util/is-record";
import type { Value } from "../../types";
import { isList } from "../../types";
import type { Scope } from "../expansion/scope";

/** Private subnets among these, else all of them. */
export function workerSubnets(scope: Scope, subnetIds: readonly string[]): readonly string[] {
  const privates = subnetIds.filter((subnetId) => {
    const routes = scope.invoke("aws:ec2/getRouteTable:getRouteTable", { subnetId }).get("routes").value;
    return !(isList(routes) && routes.some(leadsToInternet));
  });
  return privates.length > 0 ? privates : subnetIds;
}

function leadsToInternet(route: Value): boolean {
  return isRecord(route) && Boolean(route.gatewayId) && !/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(String(route.cidrBlock));
}
