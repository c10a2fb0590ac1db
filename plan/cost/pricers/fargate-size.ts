/** A size that Fargate runs a pod in. */
export interface FargateSize {
  readonly vcpu: number;
  readonly memoryGiB: number;
}

/** Sizes by vCPUs: the memory from, to and in steps of, in GiB. Source: Amazon EKS user guide, Fargate Pod configuration. */
const sizes: readonly (readonly [vcpu: number, memory: readonly number[]])[] = [
  [0.25, [0.5, 1, 2]],
  [0.5, steps(1, 4, 1)],
  [1, steps(2, 8, 1)],
  [2, steps(4, 16, 1)],
  [4, steps(8, 30, 1)],
  [8, steps(16, 60, 4)],
  [16, steps(32, 120, 8)],
];

/** Memory of kubelet, kube-proxy and containerd, which Fargate adds to a pod's requests. */
export const overheadGiB = 0.25;

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

/** The smallest size with so many vCPUs and so much memory; nothing where the largest does not suffice. */
export function fargateSize(vcpu: number, memoryGiB: number): FargateSize | undefined {
  for (const [cpus, memories] of sizes) {
    const memory = memories.find((each) => each >= memoryGiB);
    if (cpus >= vcpu && memory !== undefined) return { vcpu: cpus, memoryGiB: memory };
  }
  return undefined;
}
