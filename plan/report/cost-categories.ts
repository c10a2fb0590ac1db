import type { Cost, CostItem, CostRange } from "../cost/cost";
import { typeOf } from "../engine/urn";
import { kindOfType } from "./kind";

/** Categories of a bill, by prefix of resource types. */
const categories: readonly (readonly [prefix: string, category: string])[] = [
  ["aws:eks/cluster:", "Control plane"],
  ["aws:eks/nodeGroup:", "Nodes"],
  ["aws:autoscaling/", "Nodes"],
  ["aws:ec2/instance:", "Nodes"],
  ["kubernetes:karpenter.sh/", "Nodes"],
  ["aws:eks/fargateProfile:", "Fargate"],
  ["aws:ec2/natGateway:", "NAT gateways"],
  ["aws:ec2/eip:", "Public IPv4 addresses"],
  ["aws:ec2/vpcEndpoint:", "VPC endpoints"],
  ["aws:cloudwatch/", "CloudWatch"],
  ["aws:amp/", "Managed Prometheus"],
  ["aws:grafana/", "Managed Grafana"],
  ["aws:kms/", "Encryption keys"],
  ["aws:lb/", "Load balancers"],
  ["aws:elb/", "Load balancers"],
  ["kubernetes:networking.k8s.io/", "Load balancers"],
  ["kubernetes:core/v1:Service:", "Load balancers"],
  ["aws:ebs/", "Volumes"],
  ["kubernetes:core/v1:PersistentVolumeClaim", "Volumes"],
  ["aws:efs/", "File systems"],
  ["aws:fsx/", "File systems"],
  ["aws:s3/", "Buckets"],
];

export interface Category extends CostRange {
  readonly name: string;
}

/** Cost by category, the most expensive first. */
export function costByCategory({ items }: Cost): Category[] {
  const sums = new Map<string, CostRange>();
  for (const item of items) {
    const { monthly, monthlyMin, monthlyMax } = sums.get(categoryOf(item)) ?? { monthly: 0, monthlyMin: 0, monthlyMax: 0 };
    sums.set(categoryOf(item), {
      monthly: monthly + item.monthly,
      monthlyMin: monthlyMin + item.monthlyMin,
      monthlyMax: monthlyMax + item.monthlyMax,
    });
  }
  return byCost([...sums].map(([name, range]) => ({ name, ...range })));
}

function categoryOf({ urn }: CostItem): string {
  const type = typeOf(urn);
  return categories.find(([prefix]) => `${type}:`.startsWith(prefix))?.[1] ?? kindOfType(type);
}

/** The most expensive shares by name, and the remainder. Empty if there is only a remainder. */
export function sharesOf({ shares, rest }: Cost["byPool"], nameOfRest: string): Category[] {
  const named = byCost(Object.entries(shares).map(([name, range]) => ({ name, ...range })));
  return named.length === 0 ? [] : [...named, { name: nameOfRest, ...rest }];
}

function byCost(all: readonly Category[]): Category[] {
  return [...all].sort((a, b) => b.monthly - a.monthly || b.monthlyMax - a.monthlyMax);
}
