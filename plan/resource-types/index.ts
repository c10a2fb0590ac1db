// One row per resource type. To add a type to the plan, add its row; CONTRIBUTING.md lists the other steps.
import { unversioned } from "../../components/reference/durations";
import { ec2Types } from "./ec2";
import { eksTypes } from "./eks";
import { iamTypes } from "./iam";
import { kubernetesTypes } from "./kubernetes";
import type { ResourceType } from "./resource-type";
import { servicesTypes } from "./services";
import { storageTypes } from "./storage";
import { vpcTypes } from "./vpc";

/** Rows by type. Rows of Kubernetes kinds apply to every version: `kubernetes:<group>:<kind>`. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...vpcTypes,
  ...ec2Types,
  ...eksTypes,
  ...iamTypes,
  ...servicesTypes,
  ...storageTypes,
  ...kubernetesTypes,
};

/** The row of a type token such as `aws:ec2/vpc:Vpc` or `kubernetes:apps/v1:Deployment`; empty if there is none. */
export function resourceType(type: string): ResourceType {
  return resourceTypes[unversioned(type)] ?? {};
}
