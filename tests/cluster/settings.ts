import { addonCatalog } from "../../components/addons/plan/catalog-settings";
import type { ClusterSettings } from "../../components/settings/types";
import { validSettings } from "../../components/settings/validation/validate-settings";

/** Cluster settings with all defaults. */
export const clusterSettings: ClusterSettings = validSettings({ region: "eu-west-1", defaultName: "shop", sections: {} }, addonCatalog)
  .settings.cluster;
