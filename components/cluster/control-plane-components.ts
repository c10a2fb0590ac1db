import type * as aws from "@pulumi/aws";
import type { ClusterSettings } from "../settings/types";
import { requireAwsSdk } from "../util/aws-sdk";

type ComponentProps = Pick<aws.eks.ClusterArgs, "kubeApiServerConfig" | "kubeControllerManagerConfig" | "kubeSchedulerConfig">;

/**
 * Properties of the cluster for the settings of its Kubernetes components; empty without settings.
 * @throws SettingsError if the installed SDK is older than they are
 */
export function componentProps(components: ClusterSettings["components"]): ComponentProps {
  const { apiServer, controllerManager, scheduler } = components ?? {};
  const { hpaSyncPeriod, terminatedPodGcThreshold } = controllerManager ?? {};
  if (terminatedPodGcThreshold !== undefined)
    requireAwsSdk("7.45.0", "cluster", "components", "controllerManager", "terminatedPodGcThreshold");
  const props = {
    ...(hasKeys(apiServer) && { kubeApiServerConfig: { ...apiServer } }),
    ...((hpaSyncPeriod !== undefined || terminatedPodGcThreshold !== undefined) && {
      kubeControllerManagerConfig: {
        ...(hpaSyncPeriod !== undefined && {
          horizontalPodAutoscalerControllerConfig: { horizontalPodAutoscalerSyncPeriod: hpaSyncPeriod },
        }),
        ...(terminatedPodGcThreshold !== undefined && { podGcControllerConfig: { terminatedPodGcThreshold } }),
      },
    }),
    ...(scheduler?.scoringStrategy && {
      kubeSchedulerConfig: { nodeResourcesFit: { scoringStrategy: strategy(scheduler.scoringStrategy) } },
    }),
  };
  if (hasKeys(props)) requireAwsSdk("7.43.0", "cluster", "components");
  return props;
}

type Scheduler = NonNullable<NonNullable<ClusterSettings["components"]>["scheduler"]>;

function strategy({ type, resources }: NonNullable<Scheduler["scoringStrategy"]>) {
  return { type, ...(resources.length > 0 && { resources: resources.map((each) => ({ ...each })) }) };
}

function hasKeys(value: object | undefined): boolean {
  return value !== undefined && Object.keys(value).length > 0;
}
