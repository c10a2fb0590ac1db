// Known keys of the documents that nodes read at boot; `true` means any value.

/** Known keys of an object. */
export interface KeyModel {
  readonly [key: string]: KeyModel | true;
}

const keys = (names: string): KeyModel =>
  Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, true]),
  );

/** Fields of KubeletConfiguration. Source: k8s.io/kubelet v0.36.1, config/v1beta1/types.go. The kubelet does not start with unknown fields. */
const kubeletConfiguration: KeyModel = keys(`
  apiVersion kind enableServer staticPodPath podLogsDir syncFrequency fileCheckFrequency httpCheckFrequency staticPodURL
  staticPodURLHeader address port readOnlyPort tlsCertFile tlsPrivateKeyFile tlsCipherSuites tlsCurvePreferences tlsMinVersion
  rotateCertificates serverTLSBootstrap authentication authorization registryPullQPS registryBurst
  imagePullCredentialsVerificationPolicy preloadedImagesVerificationAllowlist eventRecordQPS eventBurst enableDebuggingHandlers
  enableContentionProfiling healthzPort healthzBindAddress oomScoreAdj clusterDomain clusterDNS streamingConnectionIdleTimeout
  nodeStatusUpdateFrequency nodeStatusReportFrequency nodeLeaseDurationSeconds imageMinimumGCAge imageMaximumGCAge
  imageGCHighThresholdPercent imageGCLowThresholdPercent volumeStatsAggPeriod kubeletCgroups systemCgroups cgroupRoot cgroupsPerQOS
  cgroupDriver cpuManagerPolicy singleProcessOOMKill cpuManagerPolicyOptions cpuManagerReconcilePeriod memoryManagerPolicy
  topologyManagerPolicy topologyManagerScope topologyManagerPolicyOptions qosReserved runtimeRequestTimeout hairpinMode maxPods podCIDR
  podPidsLimit resolvConf runOnce cpuCFSQuota cpuCFSQuotaPeriod nodeStatusMaxImages maxOpenFiles contentType kubeAPIQPS kubeAPIBurst
  serializeImagePulls maxParallelImagePulls evictionHard evictionSoft evictionSoftGracePeriod evictionPressureTransitionPeriod
  evictionMaxPodGracePeriod evictionMinimumReclaim mergeDefaultEvictionSettings podsPerCore enableControllerAttachDetach
  protectKernelDefaults makeIPTablesUtilChains iptablesMasqueradeBit iptablesDropBit featureGates failSwapOn memorySwap
  containerLogMaxSize containerLogMaxFiles containerLogMaxWorkers containerLogMonitorInterval configMapAndSecretChangeDetectionStrategy
  systemReserved kubeReserved reservedSystemCPUs showHiddenMetricsForVersion systemReservedCgroup kubeReservedCgroup
  enforceNodeAllocatable allowedUnsafeSysctls volumePluginDir providerID kernelMemcgNotification logging enableSystemLogHandler
  enableSystemLogQuery shutdownGracePeriod shutdownGracePeriodCriticalPods shutdownGracePeriodByPodPriority crashLoopBackOff
  reservedMemory enableProfilingHandler enableDebugFlagsHandler seccompDefault memoryThrottlingFactor memoryReservationPolicy
  registerWithTaints registerNode tracing localStorageCapacityIsolation containerRuntimeEndpoint imageServiceEndpoint failCgroupV1
  userNamespaces
`);

/** NodeConfig of nodeadm. Source: awslabs/amazon-eks-ami nodeadm/api/v1alpha1/nodeconfig_types.go and nodeadm/doc/examples.md, 2026-07. */
export const nodeConfigModel: KeyModel = {
  apiVersion: true,
  kind: true,
  metadata: true,
  spec: {
    cluster: true,
    containerd: { config: true, baseRuntimeSpec: true },
    instance: { localStorage: { strategy: true, mountPath: true, disabledMounts: true } },
    kubelet: { config: kubeletConfiguration, flags: true, maxPodsExpression: true, imageCredentialProviderConfig: true },
    featureGates: true,
  },
};

/**
 * Settings of Bottlerocket for Kubernetes on AWS. Source: bottlerocket-os/bottlerocket sources/settings-plugins/{aws-k8s,aws-k8s-nvidia}/src/lib.rs
 * and bottlerocket-os/bottlerocket-settings-sdk settings-extensions/kubernetes/src/lib.rs, 2026-07.
 */
export const bottlerocketModel: KeyModel = {
  settings: {
    ...keys(`
      motd updates host-containers bootstrap-commands bootstrap-containers ntp network kernel boot aws metrics pki container-registry
      oci-defaults oci-hooks cloudformation dns container-runtime container-runtime-plugins autoscaling nvidia-container-runtime
      kubelet-device-plugins kubelet-dra-drivers
    `),
    kubernetes: keys(`
      cluster-name cluster-certificate api-server node-labels node-taints static-pods authentication-mode bootstrap-token standalone-mode
      eviction-hard eviction-soft eviction-soft-grace-period eviction-max-pod-grace-period kube-reserved system-reserved
      allowed-unsafe-sysctls server-tls-bootstrap cloud-provider registry-qps registry-burst event-qps event-burst kube-api-qps
      kube-api-burst container-log-max-size container-log-max-files container-log-max-workers container-log-monitor-interval
      cpu-cfs-quota-enforced cpu-manager-policy cpu-manager-reconcile-period cpu-manager-policy-options topology-manager-scope
      topology-manager-policy pod-pids-limit image-gc-high-threshold-percent image-gc-low-threshold-percent image-minimum-gc-age
      image-maximum-gc-age provider-id log-level credential-providers server-certificate server-key shutdown-grace-period
      shutdown-grace-period-for-critical-pods memory-manager-reserved-memory memory-manager-policy reserved-cpus memory-swap-behavior
      hostname-override-source seccomp-default device-ownership-from-security-context single-process-oom-kill static-pods-enabled
      max-pods cluster-dns-ip cluster-domain node-ip pod-infra-container-image hostname-override ids-per-pod max-parallel-image-pulls
      fail-cgroup-v1 fail-cgroupv1
    `),
  },
};

/** An unknown key of a document: its path, and the keys known there. */
export interface UnknownKey {
  readonly path: readonly string[];
  readonly known: readonly string[];
}

/** Every key of a document that is not in its model. */
export function unknownKeys(value: unknown, model: KeyModel, path: readonly string[] = []): UnknownKey[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const known = Object.hasOwn(model, key) ? model[key] : undefined;
    if (known === undefined) return [{ path: [...path, key], known: Object.keys(model) }];
    return known === true ? [] : unknownKeys(inner, known, [...path, key]);
  });
}
