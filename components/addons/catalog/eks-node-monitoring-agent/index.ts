import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { commonOptions } from "../common/options";

const options = z.strictObject(commonOptions.managed);

/** EKS node monitoring agent: reports unhealthy nodes, which `repair` of a managed pool then replaces. It tolerates every taint by default. */
export const eksNodeMonitoringAgent: Addon<z.output<typeof options>> = {
  name: "eks-node-monitoring-agent",
  options,
  namespace: "kube-system",
  requires: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  install: () => [eksAddon("eks-node-monitoring-agent")],
};
