import { expect } from "chai";
import { endpointNames, endpointServiceName, gatewayEndpoints, privateEndpoints } from "../../components/reference/vpc-endpoints";

describe("endpointServiceName", () => {
  const names: readonly [Parameters<typeof endpointServiceName>[0], string, string][] = [
    ["ecr.api", "eu-west-1", "com.amazonaws.eu-west-1.ecr.api"],
    ["ec2", "us-gov-west-1", "com.amazonaws.us-gov-west-1.ec2"],
    ["ecr.dkr", "cn-north-1", "cn.com.amazonaws.cn-north-1.ecr.dkr"],
    ["sts", "cn-northwest-1", "cn.com.amazonaws.cn-northwest-1.sts"],
    ["s3", "cn-north-1", "com.amazonaws.cn-north-1.s3"],
    ["logs", "cn-north-1", "com.amazonaws.cn-north-1.logs"],
    ["elasticloadbalancing", "cn-north-1", "com.amazonaws.cn-north-1.elasticloadbalancing"],
    ["transcribe", "cn-north-1", "cn.com.amazonaws.cn-north-1.transcribe.cn"],
    ["ec2", "us-iso-east-1", "gov.ic.c2s.us-iso-east-1.ec2"],
    ["sts", "us-iso-east-1", "com.amazonaws.us-iso-east-1.sts"],
    ["ecr.api", "eu-isoe-west-1", "uk.adc-e.cloud.eu-isoe-west-1.ecr.api"],
    ["ecr.api", "eusc-de-east-1", "eu.amazonaws.eusc-de-east-1.ecr.api"],
  ];
  for (const [endpoint, region, expected] of names) {
    it(`returns ${expected} for ${endpoint} in ${region}`, () => expect(endpointServiceName(endpoint, region)).to.equal(expected));
  }

  it("covers unique endpoint names that include private and gateway endpoints", () => {
    expect([...endpointNames]).to.deep.equal([...new Set(endpointNames)]);
    expect([...endpointNames]).to.include.members([...privateEndpoints, ...gatewayEndpoints]);
  });
});
