import type { ClusterSettings } from "../../components/config/types";

/** Settings of a cluster with every default filled in. */
export const clusterSettings: ClusterSettings = {
  name: "shop",
  version: "1.35",
  endpoint: { private: true, public: false },
  logs: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
  logRetentionDays: 90,
  encryption: true,
  supportType: "standard",
  deletionProtection: false,
  drain: { timeoutMinutes: 20 },
  zonalShift: false,
  autoMode: false,
  creatorAdmin: true,
  admins: [],
  access: {},
  identity: "podIdentity",
  kubeconfig: {},
};
