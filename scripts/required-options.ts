import type { AddonName } from "../components/addons/names";

/** Required options of add-ons; all others accept `true`. */
export const requiredOptions: Partial<Readonly<Record<AddonName, Readonly<Record<string, unknown>>>>> = {
  "external-dns": { zones: ["Z0123456789ABC"] },
  "cluster-proportional-autoscaler": { target: "deployment/metrics-server" },
  ack: { services: ["s3"] },
  "aws-mountpoint-s3-csi-driver": { buckets: ["shop-data"] },
};
