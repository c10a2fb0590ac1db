import { addonCatalogue } from "../../components/addons/plan/catalog-settings";
import type { ClusterSettings } from "../../components/settings/types";
import { readSettings } from "../../components/settings/validation/sections";

/** Settings of a cluster with every default filled in. */
export const clusterSettings: ClusterSettings = readSettings({ region: "eu-west-1", defaultName: "shop", sections: {} }, addonCatalogue)
  .settings.cluster;
