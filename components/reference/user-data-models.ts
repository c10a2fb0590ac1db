// Known keys of the documents that nodes read at boot, with the types of their values.
import type { ValueType, ValueTypes } from "./value-types";

/** The same type for several keys. */
function all(type: ValueType, names: string): ValueTypes {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, type]),
  );
}

/** Fields of KubeletConfiguration. Source: k8s.io/kubelet v0.36.1, config/v1beta1/types.go. The kubelet does not start with other fields or types. */
const kubeletConfiguration: ValueTypes = {
  ...all(
    "string",
    `
    apiVersion kind staticPodPath podLogsDir syncFrequency fileCheckFrequency httpCheckFrequency staticPodURL address tlsCertFile
    tlsPrivateKeyFile tlsMinVersion imagePullCredentialsVerificationPolicy healthzBindAddress clusterDomain streamingConnectionIdleTimeout
    nodeStatusUpdateFrequency nodeStatusReportFrequency imageMinimumGCAge imageMaximumGCAge volumeStatsAggPeriod kubeletCgroups
    systemCgroups cgroupRoot cgroupDriver cpuManagerPolicy cpuManagerReconcilePeriod memoryManagerPolicy topologyManagerPolicy
    topologyManagerScope runtimeRequestTimeout hairpinMode podCIDR resolvConf cpuCFSQuotaPeriod contentType
    evictionPressureTransitionPeriod containerLogMaxSize containerLogMonitorInterval configMapAndSecretChangeDetectionStrategy
    reservedSystemCPUs showHiddenMetricsForVersion systemReservedCgroup kubeReservedCgroup volumePluginDir providerID shutdownGracePeriod
    shutdownGracePeriodCriticalPods memoryReservationPolicy containerRuntimeEndpoint imageServiceEndpoint
    `,
  ),
  ...all(
    "integer",
    `
    port readOnlyPort registryPullQPS registryBurst eventRecordQPS eventBurst healthzPort oomScoreAdj nodeLeaseDurationSeconds
    imageGCHighThresholdPercent imageGCLowThresholdPercent evictionMaxPodGracePeriod maxPods podPidsLimit nodeStatusMaxImages maxOpenFiles
    kubeAPIQPS kubeAPIBurst maxParallelImagePulls podsPerCore iptablesMasqueradeBit iptablesDropBit containerLogMaxFiles
    containerLogMaxWorkers
    `,
  ),
  ...all(
    "boolean",
    `
    enableServer rotateCertificates serverTLSBootstrap enableDebuggingHandlers enableContentionProfiling cgroupsPerQOS singleProcessOOMKill
    runOnce cpuCFSQuota serializeImagePulls mergeDefaultEvictionSettings enableControllerAttachDetach protectKernelDefaults
    makeIPTablesUtilChains failSwapOn kernelMemcgNotification enableSystemLogHandler enableSystemLogQuery enableProfilingHandler
    enableDebugFlagsHandler seccompDefault registerNode localStorageCapacityIsolation failCgroupV1
    `,
  ),
  ...all(
    "list",
    `
    tlsCipherSuites tlsCurvePreferences preloadedImagesVerificationAllowlist clusterDNS enforceNodeAllocatable allowedUnsafeSysctls
    shutdownGracePeriodByPodPriority reservedMemory registerWithTaints
    `,
  ),
  ...all(
    { each: "string" },
    `
    cpuManagerPolicyOptions topologyManagerPolicyOptions qosReserved evictionHard evictionSoft evictionSoftGracePeriod
    evictionMinimumReclaim systemReserved kubeReserved
    `,
  ),
  ...all({ each: "any" }, "staticPodURLHeader authentication authorization logging memorySwap crashLoopBackOff tracing userNamespaces"),
  featureGates: { each: "boolean" },
  memoryThrottlingFactor: "any",
};

/** NodeConfig of nodeadm. Source: awslabs/amazon-eks-ami nodeadm/api/v1alpha1/nodeconfig_types.go and nodeadm/doc/examples.md, 2026-07. */
export const nodeConfigModel: ValueTypes = {
  ...all("any", "apiVersion kind metadata"),
  spec: {
    keys: {
      ...all("any", "cluster featureGates"),
      containerd: { keys: all("any", "config baseRuntimeSpec") },
      instance: { keys: { localStorage: { keys: all("any", "strategy mountPath disabledMounts") } } },
      kubelet: { keys: { config: { keys: kubeletConfiguration }, ...all("any", "flags maxPodsExpression imageCredentialProviderConfig") } },
    },
  },
};

/**
 * Settings of Bottlerocket for Kubernetes on AWS. Source: bottlerocket-os/bottlerocket sources/settings-plugins/{aws-k8s,aws-k8s-nvidia}/src/lib.rs
 * and bottlerocket-os/bottlerocket-settings-sdk settings-extensions/kubernetes/src/lib.rs, 2026-07.
 */
export const bottlerocketModel: ValueTypes = {
  settings: {
    keys: {
      ...all("any", "motd"),
      ...all(
        { each: "any" },
        `
        updates host-containers bootstrap-commands bootstrap-containers ntp network kernel boot aws metrics pki container-registry
        oci-defaults oci-hooks cloudformation dns container-runtime container-runtime-plugins autoscaling nvidia-container-runtime
        kubelet-device-plugins kubelet-dra-drivers
        `,
      ),
      kubernetes: {
        keys: {
          ...all(
            "any",
            `
            cluster-name cluster-certificate api-server node-taints authentication-mode bootstrap-token eviction-max-pod-grace-period
            allowed-unsafe-sysctls cloud-provider container-log-max-size container-log-monitor-interval cpu-manager-policy
            cpu-manager-reconcile-period cpu-manager-policy-options topology-manager-scope topology-manager-policy
            image-gc-high-threshold-percent image-gc-low-threshold-percent image-minimum-gc-age image-maximum-gc-age provider-id log-level
            server-certificate server-key shutdown-grace-period shutdown-grace-period-for-critical-pods memory-manager-policy reserved-cpus
            memory-swap-behavior hostname-override-source cluster-dns-ip cluster-domain node-ip pod-infra-container-image hostname-override
            ids-per-pod fail-cgroup-v1 fail-cgroupv1
            `,
          ),
          ...all(
            "integer",
            `
            max-pods registry-qps registry-burst event-qps event-burst kube-api-qps kube-api-burst container-log-max-files
            container-log-max-workers pod-pids-limit max-parallel-image-pulls
            `,
          ),
          ...all(
            "boolean",
            `
            standalone-mode server-tls-bootstrap cpu-cfs-quota-enforced seccomp-default device-ownership-from-security-context
            single-process-oom-kill static-pods-enabled
            `,
          ),
          ...all({ each: "string" }, "node-labels"),
          ...all(
            { each: "any" },
            `
            static-pods eviction-hard eviction-soft eviction-soft-grace-period kube-reserved system-reserved credential-providers
            memory-manager-reserved-memory
            `,
          ),
        },
      },
    },
  },
};
