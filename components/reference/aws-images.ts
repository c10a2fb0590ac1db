// AWS images that charts run: their path on public.ecr.aws, and their copies in regions of other partitions.
// Source: EKS user guide, add-on image registries, and eksctl (2026-08-21); aws-observability/helm-charts 6.4.0 (2026-08-07).
import type { Partition } from "./regions";

interface AwsImage {
  /** Path on public.ecr.aws. */
  readonly path: string;
  /** Registry and path of a region's own copy, by partition. */
  readonly copies: Partial<Readonly<Record<Partition, (region: string) => string>>>;
}

const controllerAccounts: Readonly<Record<string, string>> = { "cn-north-1": "918309763551", "cn-northwest-1": "961992271922" };

export const awsImages = {
  "aws-load-balancer-controller": {
    path: "eks/aws-load-balancer-controller",
    copies: {
      "aws-cn": (region) => `${controllerAccounts[region]}.dkr.ecr.${region}.amazonaws.com.cn/amazon/aws-load-balancer-controller`,
    },
  },
  "aws-for-fluent-bit": {
    path: "aws-observability/aws-for-fluent-bit",
    copies: {
      "aws-cn": (region) => `128054284489.dkr.ecr.${region}.amazonaws.com.cn/aws-for-fluent-bit`,
      "aws-us-gov": (region) => `161423150738.dkr.ecr.${region}.amazonaws.com/aws-for-fluent-bit`,
    },
  },
} as const satisfies Readonly<Record<string, AwsImage>>;

export type AwsImageName = keyof typeof awsImages;
