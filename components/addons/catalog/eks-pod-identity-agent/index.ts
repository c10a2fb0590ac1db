import { z } from "zod";
import { type Addon, eksAddon } from "../../addon";
import { commonOptions } from "../common/options";

const options = z.strictObject(commonOptions.managed);

/** EKS Pod Identity Agent: provides pods with the credentials of their service account's role. */
export const eksPodIdentityAgent: Addon<z.output<typeof options>> = {
  name: "eks-pod-identity-agent",
  options,
  namespace: "kube-system",
  requires: [],
  before: ["nodes"],
  supportsFargate: false,
  providedByAutoMode: true,
  neededByHybridNodes: true,
  byDefault: ({ existing }) => (existing ? undefined : {}),
  incompatibleWith: ({ identity }) =>
    identity === "irsa"
      ? "it is unused, because `cluster.identity` is irsa; remove the key, or set `cluster.identity: podIdentity`"
      : undefined,
  whenDisabled: ({ identity, nodes, existing }) =>
    identity === "podIdentity" && nodes && !existing
      ? { allowed: false, message: "`cluster.identity: podIdentity` needs it", fix: "remove the key, or set `cluster.identity: irsa`" }
      : undefined,
  // on hybrid nodes, which have no instance metadata, another DaemonSet takes the credentials of `nodeadm`
  install: (_, { profile }) => [
    eksAddon("eks-pod-identity-agent", profile.hybridNodes ? { daemonsets: { hybrid: { create: true } } } : {}),
  ],
};
