import { addonCatalogue } from "../../components/addons/plan/catalog-settings";
import type { ClusterSettings } from "../../components/settings/types";
import { validSettings } from "../../components/settings/validation/sections";

/** Settings of a cluster with every default filled in. */
export const clusterSettings: ClusterSettings = validSettings({ region: "eu-west-1", defaultName: "shop", sections: {} }, addonCatalogue)
  .settings.cluster;
