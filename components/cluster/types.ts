import type * as pulumi from "@pulumi/pulumi";
import type { ClusterComponent } from "./cluster-component";

/** A cluster as other modules use it, created by this stack or existing. */
export type ClusterHandle = Omit<ClusterComponent, keyof pulumi.ComponentResource>;
