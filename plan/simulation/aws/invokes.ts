// Simulated data sources of AWS: the answers of an account, generated for resources that were not created before.
import { defaultKubernetesVersion } from "../../../components/reference/kubernetes-versions";
import type { CallRequest, Values } from "../../types";
import { resultOf } from "../schema/declarations";
import type { StateStore } from "../state-store";
import { hex, plainValues, present, refuse, text } from "../values";
import { publicAddress } from "./addresses";
import { autoScalingGroup, autoScalingGroups } from "./auto-scaling-groups";
import { addonVersion, clusterFacts } from "./eks";
import { availabilityZones, filterValues, routeTable, type Source, subnet, subnets, subnetsOf, vpc } from "./network-lookups";
import { OutputGenerator } from "./output-generator";
import { account, arn, created, ec2Id, placeOf, uuid, zoneNames } from "./place";
import { policyDocument } from "./policy-document";
import { secretSources } from "./secrets";

/**
 * Answers a data source.
 * @throws SimulationError for one that is not simulated
 */
export function awsInvoke({ token, args, provider, directory }: CallRequest, known: StateStore): Values {
  const source = sources[token] ?? refuse(`${token}: the simulation does not support this data source`);
  const plain = plainValues(args);
  const place = placeOf(provider, plain);
  const answer = { ...plain, ...present(source({ args: plain, place, known })) };
  const declared = resultOf(token, directory);
  const seed = `${token} ${JSON.stringify(plain)}`;
  if (!declared) return { id: uuid(seed), ...answer };
  return new OutputGenerator(declared.types, { seed, name: nameOf(plain), place }, token.split(":")[1]!.split("/")[0]!, false).complete(
    answer,
    declared.shape,
    declared.shape,
  );
}

function nameOf(args: Values): string {
  return text(args.name) ?? text(args.id) ?? "found";
}

/** A cluster that exists already, or the one that was created before under this name. */
const cluster: Source = ({ args, place, known }) => {
  const name = text(args.name) ?? refuse("aws:eks/getCluster:getCluster: name: missing");
  const made = known.find("aws:eks/cluster:Cluster", name);
  if (made) {
    const { certificateAuthority, ...rest } = made;
    return { ...rest, certificateAuthorities: [certificateAuthority ?? {}] };
  }
  const vpcId = `vpc-0${hex(`cluster ${name}`, 15)}0`;
  const subnetIds = subnetsOf(vpcId, zoneNames(place.region).length);
  const inputs: Values = {
    version: defaultKubernetesVersion,
    accessConfig: { authenticationMode: "API" },
    vpcConfig: { subnetIds, endpointPrivateAccess: true },
  };
  const { certificateAuthority, kubernetesNetworkConfig, ...facts } = clusterFacts(place, name, name, inputs, vpcId, "10.0.0.0/16");
  return {
    ...facts,
    certificateAuthorities: [certificateAuthority!],
    kubernetesNetworkConfigs: [kubernetesNetworkConfig!],
    roleArn: arn(place, "iam", `role/${name}-cluster`),
    enabledClusterLogTypes: ["api", "audit"],
    accessConfigs: [{ authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true }],
    upgradePolicies: [{ supportType: "STANDARD" }],
    tags: {},
  };
};

const image: Source = ({ args, place }) => {
  const id = filterValues(args, "image-id")[0] ?? ec2Id("ami", JSON.stringify(args));
  const mapping = (deviceName: string) => ({ deviceName, ebs: { volume_size: "20", volume_type: "gp3" }, noDevice: "", virtualName: "" });
  return {
    id,
    imageId: id,
    arn: `arn:${place.partition}:ec2:${place.region}::image/${id}`,
    architecture: filterValues(args, "architecture")[0] ?? "x86_64",
    name: filterValues(args, "name")[0] ?? `image-${id}`,
    ownerId: account,
    rootDeviceName: "/dev/xvda",
    rootDeviceType: "ebs",
    blockDeviceMappings: [mapping("/dev/xvda"), mapping("/dev/xvdb")],
    creationDate: created,
    state: "available",
  };
};

/** Parameters of AWS end in what they say; an image id is what most of them hold. */
const parameter: Source = ({ args, place }) => {
  const name = text(args.name) ?? refuse("aws:ssm/getParameter:getParameter: name: missing");
  const value =
    name.endsWith("image_id") || name.startsWith("/aws/service/ami-")
      ? ec2Id("ami", `${name} ${place.region}`)
      : `value-of-${name.split("/").at(-1)}`;
  return {
    id: name,
    arn: arn(place, "ssm", `parameter/${name.replace(/^\//, "")}`),
    value,
    insecureValue: value,
    type: "String",
    version: 1,
  };
};

/** A role of IAM Identity Center for a pattern of its name; other roles are not known. */
function identityCenterRoles({ args, place }: Parameters<Source>[0]): Values {
  const [, permissionSet] = /^\^AWSReservedSSO_(.+)_\[0-9a-f\]\{16\}\$$/.exec(text(args.nameRegex) ?? "") ?? [];
  if (permissionSet === undefined) return { id: place.region, names: [], arns: [] };
  const name = `AWSReservedSSO_${permissionSet.replaceAll("\\", "")}_${hex(permissionSet, 16)}`;
  return { id: place.region, names: [name], arns: [arn(place, "iam", `role/aws-reserved/sso.amazonaws.com/${place.region}/${name}`)] };
}

const sources: Readonly<Record<string, Source>> = {
  "aws:index/getPartition:getPartition": ({ place }) => ({
    id: place.partition,
    partition: place.partition,
    dnsSuffix: place.dnsSuffix,
    reverseDnsPrefix: place.dnsSuffix.split(".").reverse().join("."),
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": ({ place }) => ({
    id: account,
    accountId: account,
    arn: arn(place, "iam", "user/plan"),
    userId: "AIDASIMULATEDUSER0001",
  }),
  "aws:index/getRegion:getRegion": ({ place }) => ({
    id: place.region,
    name: place.region,
    region: place.region,
    endpoint: `ec2.${place.region}.${place.dnsSuffix}`,
    description: place.region,
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": availabilityZones,
  "aws:autoscaling/getAmiIds:getAmiIds": autoScalingGroups,
  "aws:autoscaling/getGroup:getGroup": autoScalingGroup,
  ...secretSources,
  "aws:ec2/getVpc:getVpc": vpc,
  "aws:ec2/getSubnet:getSubnet": subnet,
  "aws:ec2/getSubnets:getSubnets": subnets,
  "aws:ec2/getRouteTable:getRouteTable": routeTable,
  "aws:guardduty/getDetector:getDetector": ({ args, place }) => {
    const id = text(args.id) ?? hex(`detector ${place.region}`, 32);
    return {
      id,
      arn: arn(place, "guardduty", `detector/${id}`),
      status: "ENABLED",
      features: [],
      findingPublishingFrequency: "SIX_HOURS",
      tags: {},
    };
  },
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ args, place }) => {
    const id = text(args.id) ?? ec2Id("pl", JSON.stringify(args));
    return {
      id,
      arn: `arn:${place.partition}:ec2:${place.region}:aws:prefix-list/${id}`,
      ownerId: "AWS",
      addressFamily: "IPv4",
      entries: [],
    };
  },
  "aws:ec2/getAmi:getAmi": image,
  "aws:ec2/getInstanceType:getInstanceType": ({ args }) => ({ id: text(args.instanceType), efaSupported: true, maximumNetworkCards: 1 }),
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": ({ args, place }) => {
    const locations = args.locationType === "availability-zone" ? [...zoneNames(place.region)] : [place.region];
    return {
      instanceTypes: locations.map(() => filterValues(args, "instance-type")[0] ?? "t3.medium"),
      locations,
      locationTypes: locations.map(() => ""),
    };
  },
  "aws:ec2/getSecurityGroup:getSecurityGroup": ({ args, place, known }) => {
    const id = text(args.id) ?? ec2Id("sg", JSON.stringify(args));
    return { id, arn: arn(place, "ec2", `security-group/${id}`), ...known.find("aws:ec2/securityGroup:SecurityGroup", id) };
  },
  "aws:ec2/getElasticIp:getElasticIp": ({ args }) => {
    const id = text(args.id) ?? ec2Id("eipalloc", JSON.stringify(args));
    return { id, domain: "vpc", publicIp: publicAddress(id) };
  },
  "aws:eks/getCluster:getCluster": cluster,
  "aws:eks/getClusterAuth:getClusterAuth": ({ args }) => ({ id: text(args.name), token: `k8s-aws-v1.${hex(String(args.name), 32)}` }),
  "aws:eks/getAddonVersion:getAddonVersion": ({ args }) => ({
    id: text(args.addonName),
    version: addonVersion(String(args.addonName), text(args.kubernetesVersion) ?? defaultKubernetesVersion),
  }),
  "aws:ssm/getParameter:getParameter": parameter,
  "aws:iam/getPolicyDocument:getPolicyDocument": ({ args }) => policyDocument(args),
  "aws:iam/getRole:getRole": ({ args, place, known }) => {
    const name = String(args.name);
    return { id: name, arn: arn(place, "iam", `role/${name}`), path: "/", createDate: created, ...known.find("aws:iam/role:Role", name) };
  },
  "aws:iam/getRoles:getRoles": identityCenterRoles,
  "aws:iam/getPolicy:getPolicy": ({ args, place }) => {
    const found = text(args.arn) ?? arn(place, "iam", `policy/${String(args.name)}`);
    return { id: found, arn: found, name: found.split("/").at(-1)!, path: "/" };
  },
  "aws:kms/getKey:getKey": ({ args, place }) => {
    const id = uuid(String(args.keyId));
    return { id, keyId: text(args.keyId), arn: arn(place, "kms", `key/${id}`), enabled: true, keyState: "Enabled" };
  },
  "aws:kms/getAlias:getAlias": ({ args, place }) => ({
    id: arn(place, "kms", String(args.name)),
    arn: arn(place, "kms", String(args.name)),
    targetKeyId: uuid(String(args.name)),
    targetKeyArn: arn(place, "kms", `key/${uuid(String(args.name))}`),
  }),
  "aws:cognito/getUserPool:getUserPool": ({ args, place }) => {
    const id = String(args.userPoolId);
    return { id, userPoolId: id, arn: arn(place, "cognito-idp", `userpool/${id}`), domain: `auth-${hex(id, 8)}`, customDomain: "" };
  },
  "aws:route53/getZone:getZone": ({ args, place }) => {
    const id = text(args.zoneId) ?? `Z${hex(String(args.name), 19).toUpperCase()}`;
    return { id, zoneId: id, arn: `arn:${place.partition}:route53:::hostedzone/${id}`, name: text(args.name) ?? "example.com" };
  },
};
