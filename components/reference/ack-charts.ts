// Charts of the controllers of AWS Controllers for Kubernetes (ACK).
import type { AckServiceName } from "./ack-services";
import type { EndpointName } from "./vpc-endpoints";

export interface AckChart {
  /** Version of the chart, and of its controller. */
  readonly version: string;
  /** VPC endpoint of the service; none where AWS has none. */
  readonly endpoint?: EndpointName;
  /** Plurals of its kinds, in the API group `<service>.services.k8s.aws`. */
  readonly kinds: readonly string[];
}

/**
 * By service. Sources: versions of aws-controllers-k8s/ack-chart 46.158.1 (2026-08-21); kinds of `helm/crds` in aws-controllers-k8s/<service>-controller (read
 * 2026-11-30).
 */
export const ackCharts: Readonly<Record<AckServiceName, AckChart>> = {
  acm: { version: "1.8.1", endpoint: "acm", kinds: ["certificates"] },
  apigatewayv2: {
    version: "1.4.1",
    kinds: ["apimappings", "apis", "authorizers", "deployments", "domainnames", "integrations", "routes", "stages", "vpclinks"],
  },
  cloudwatchlogs: { version: "1.4.1", endpoint: "logs", kinds: ["loggroups"] },
  documentdb: { version: "1.6.0", endpoint: "rds", kinds: ["dbclusters", "dbinstances", "dbsubnetgroups"] },
  dynamodb: { version: "1.10.1", endpoint: "dynamodb", kinds: ["backups", "globaltables", "tables"] },
  ec2: {
    version: "1.20.0",
    endpoint: "ec2",
    kinds: [
      "capacityreservations",
      "dhcpoptions",
      "egressonlyinternetgateways",
      "elasticipaddresses",
      "flowlogs",
      "instances",
      "internetgateways",
      "launchtemplates",
      "managedprefixlists",
      "natgateways",
      "networkacls",
      "routetables",
      "securitygroups",
      "subnets",
      "transitgateways",
      "transitgatewayvpcattachments",
      "vpcendpoints",
      "vpcendpointserviceconfigurations",
      "vpcpeeringconnections",
      "vpcs",
    ],
  },
  ecr: { version: "1.8.1", endpoint: "ecr.api", kinds: ["pullthroughcacherules", "repositories", "repositorycreationtemplates"] },
  efs: { version: "1.5.1", endpoint: "elasticfilesystem", kinds: ["accesspoints", "filesystems", "mounttargets"] },
  eks: {
    version: "1.20.0",
    endpoint: "eks",
    kinds: [
      "accessentries",
      "addons",
      "capabilities",
      "clusters",
      "fargateprofiles",
      "identityproviderconfigs",
      "nodegroups",
      "podidentityassociations",
    ],
  },
  elasticache: {
    version: "1.8.0",
    endpoint: "elasticache",
    kinds: [
      "cacheclusters",
      "cacheparametergroups",
      "cachesubnetgroups",
      "replicationgroups",
      "serverlesscaches",
      "serverlesscachesnapshots",
      "snapshots",
      "usergroups",
      "users",
    ],
  },
  elbv2: { version: "1.6.1", endpoint: "elasticloadbalancing", kinds: ["listeners", "loadbalancers", "rules", "targetgroups"] },
  eventbridge: { version: "1.5.1", endpoint: "events", kinds: ["archives", "endpoints", "eventbuses", "rules"] },
  iam: {
    version: "1.8.1",
    kinds: ["groups", "instanceprofiles", "openidconnectproviders", "policies", "roles", "servicelinkedroles", "users"],
  },
  kafka: { version: "1.11.1", endpoint: "kafka", kinds: ["clusters", "configurations", "serverlessclusters", "vpcconnections"] },
  kms: { version: "1.4.1", endpoint: "kms", kinds: ["aliases", "grants", "keys"] },
  lambda: {
    version: "1.16.0",
    endpoint: "lambda",
    kinds: ["aliases", "codesigningconfigs", "eventsourcemappings", "functions", "functionurlconfigs", "layerversions", "versions"],
  },
  memorydb: {
    version: "1.6.0",
    endpoint: "memory-db",
    kinds: ["acls", "clusters", "multiregionclusters", "parametergroups", "snapshots", "subnetgroups", "users"],
  },
  opensearchservice: { version: "1.5.1", kinds: ["domains", "vpcendpoints"] },
  rds: {
    version: "1.11.1",
    endpoint: "rds",
    kinds: [
      "dbclusterendpoints",
      "dbclusterparametergroups",
      "dbclusters",
      "dbclustersnapshots",
      "dbinstances",
      "dbparametergroups",
      "dbproxies",
      "dbsnapshots",
      "dbsubnetgroups",
      "globalclusters",
    ],
  },
  route53: { version: "1.5.2", kinds: ["healthchecks", "hostedzones", "recordsets"] },
  s3: { version: "1.10.0", endpoint: "s3", kinds: ["buckets"] },
  secretsmanager: { version: "1.4.1", endpoint: "secretsmanager", kinds: ["secrets"] },
  sfn: { version: "1.5.1", endpoint: "states", kinds: ["activities", "statemachinealiases", "statemachines"] },
  sns: { version: "1.9.1", endpoint: "sns", kinds: ["platformapplications", "platformendpoints", "subscriptions", "topics"] },
  sqs: { version: "1.6.1", endpoint: "sqs", kinds: ["queues"] },
  ssm: { version: "1.5.1", endpoint: "ssm", kinds: ["documents", "parameters", "patchbaselines", "resourcedatasyncs"] },
};
