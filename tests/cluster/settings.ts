import { addonCatalogue } from "../../components/addons/settings";
import { readSettings } from "../../components/config/read";
import type { ClusterSettings } from "../../components/config/types";

/** Settings of a cluster with every default filled in. */
export const clusterSettings: ClusterSettings = readSettings({ region: "eu-west-1", defaultName: "shop", sections: {} }, addonCatalogue)
  .settings.cluster;
