import { iamRules } from "../../../policy/rules/iam";
import { iamTagRules } from "../../../policy/rules/iam-tags";
import { trustRules } from "../../../policy/rules/trust";
import { describeRules, of } from "./support";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string | string[], Resource: string | string[] = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const policy = (...statements: object[]) => of("aws:iam/policy:Policy")({ policy: document(...statements) });
const rolePolicy = (...statements: object[]) => of("aws:iam/rolePolicy:RolePolicy")({ policy: document(...statements), role: "shop" });
const trusting = (statement: object, more: object = {}) =>
  of("aws:iam/role:Role")({ assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", ...statement }), ...more });
const nodes = { Principal: { Service: "ec2.amazonaws.com" } };
const pods = { Principal: { Service: "pods.eks.amazonaws.com" }, Action: ["sts:AssumeRole", "sts:TagSession"] };
const attached = (name: string) =>
  of("aws:iam/rolePolicyAttachment:RolePolicyAttachment")({ role: "id-of-role", policyArn: `arn:aws:iam::aws:policy/${name}` });
const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/1";
const federated = (Condition?: object) =>
  trusting({
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(Condition && { Condition }),
  });
const claims = { [`${issuer}:sub`]: "system:serviceaccount:shop:web", [`${issuer}:aud`]: "sts.amazonaws.com" };
const key = (statement: object) =>
  of("aws:kms/key:Key")({ policy: document({ Effect: "Allow", Action: "kms:*", Resource: "*", ...statement }) });
const boundary = { Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/boundary" } } };
const tagged = { Condition: { StringEquals: { "aws:ResourceTag/kubernetes.io/cluster/shop": "owned" } } };

describe("rules about IAM", () => {
  describeRules(iamRules, {
    "iam-full-access": {
      trips: [
        [[policy(allow("*"))], "allows every action on every resource"],
        [
          [of("aws:iam/role:Role")({ inlinePolicies: [{ name: "all", policy: document(allow("*:*")) }] })],
          "allows every action on every resource",
        ],
      ],
      passes: [
        [policy(allow("*", "*", { Effect: "Deny" }))],
        [policy(allow("*", "arn:aws:s3:::bucket"))],
        [policy(allow("*", "*", { Condition: { StringEquals: { "aws:PrincipalTag/admin": "true" } } }))],
        [of("aws:iam/role:Role")({ inlinePolicies: [] })],
      ],
    },
    "iam-wildcard": {
      trips: [
        [[policy(allow("s3:*"))], "allows s3:* on all resources"],
        [[rolePolicy(allow(["ec2:Delete*", "ec2:Describe*"]))], "allows ec2:Delete* on all resources"],
        [[policy(allow("dynamodb:*", "arn:aws:dynamodb:*:*:table/*"))], "allows dynamodb:* on all resources"],
        [[policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })], "allows all but iam:* on all resources"],
      ],
      passes: [
        [policy(allow(["s3:Get*", "s3:List*"]))],
        [policy(allow("s3:*", "arn:aws:s3:::bucket/*"))],
        [policy(allow("ec2:Delete*", "*", tagged))],
        [policy(allow("ec2:*", "*", { Effect: "Deny" }))],
        [rolePolicy(allow("ec2:DeleteVolume"))],
      ],
    },
    "iam-administrator-workload": {
      trips: [
        [[trusting(nodes), attached("AdministratorAccess")], "nodes or pods have AdministratorAccess"],
        [[trusting(pods, { managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] })], "nodes or pods have IAMFullAccess"],
        [[federated({ StringEquals: claims }), attached("PowerUserAccess")], "nodes or pods have PowerUserAccess"],
      ],
      passes: [
        [trusting(nodes), attached("AmazonEKSWorkerNodePolicy")],
        [trusting({ Principal: { AWS: "arn:aws:iam::111122223333:root" } }), attached("AdministratorAccess")],
        [trusting(nodes, { managedPolicyArns: [] })],
      ],
    },
    "iam-pass-role": {
      trips: [
        [[policy(allow(["ec2:RunInstances", "iam:PassRole"]))], "allows iam:PassRole on all roles"],
        [[policy(allow("iam:Pass*", "arn:aws:iam::*:role/*"))], "allows iam:PassRole on all roles"],
      ],
      passes: [
        [policy(allow("iam:PassRole", "arn:aws:iam::111122223333:role/nodes"))],
        [policy(allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } } }))],
        [policy(allow("iam:GetRole"))],
      ],
    },
    "iam-escalation": {
      trips: [
        [
          [policy(allow(["iam:AttachRolePolicy", "iam:PutRolePolicy"]))],
          "allows iam:AttachRolePolicy and iam:PutRolePolicy without a condition",
        ],
        [
          [policy(allow("eks:CreateAccessEntry", "arn:aws:eks:eu-west-1:111122223333:cluster/shop"))],
          "allows eks:CreateAccessEntry without a condition",
        ],
        [[policy(allow("sts:AssumeRole"))], "allows sts:AssumeRole without a condition"],
      ],
      passes: [
        [policy(allow("iam:AttachRolePolicy", "arn:aws:iam::111122223333:role/own"))],
        [policy(allow("iam:PutRolePolicy", "*", boundary))],
        [policy(allow("eks:DescribeAccessEntry"))],
        [policy(allow("sts:AssumeRole", "arn:aws:iam::111122223333:role/own"))],
      ],
    },
    "kms-decrypt-all": {
      trips: [
        [[policy(allow(["kms:Decrypt", "kms:DescribeKey"]))], "allows kms:Decrypt with every key"],
        [[rolePolicy(allow("kms:*", "arn:aws:kms:*:*:key/*"))], "allows kms:Decrypt and kms:ReEncryptFrom with every key"],
      ],
      passes: [
        [policy(allow("kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1"))],
        [policy(allow("kms:Decrypt", "*", { Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } }))],
        [rolePolicy(allow("kms:DescribeKey"))],
      ],
    },
  });

  describeRules(trustRules, {
    "iam-trust-claims": {
      trips: [
        [[federated()], "the trust policy limits no subject or audience"],
        [[federated({ StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" } })], "the trust policy limits no subject"],
        [[federated({ StringLike: { ...claims, [`${issuer}:sub`]: "system:serviceaccount:*:*" } })], "the trust policy limits no subject"],
        [[federated({ StringEquals: { [`${issuer}:sub`]: "system:serviceaccount:shop:web" } })], "the trust policy limits no audience"],
        [[federated({ StringNotEquals: claims })], "the trust policy limits no subject or audience"],
      ],
      passes: [
        [federated({ StringEquals: claims })],
        [federated({ StringLike: { ...claims, [`${issuer}:sub`]: "system:serviceaccount:shop:*" } })],
        [trusting(pods)],
      ],
    },
    "iam-trust-anybody": {
      trips: [
        [[trusting({ Principal: "*" })], "the trust policy admits every principal"],
        [[trusting({ Principal: { AWS: ["*"] } })], "the trust policy admits every principal"],
      ],
      passes: [
        [trusting({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } })],
        [trusting({ Principal: { AWS: "arn:aws:iam::111122223333:root" } })],
      ],
    },
    "kms-rotation": {
      trips: [[[of("aws:kms/key:Key")({ enableKeyRotation: false })], "the key is not rotated"]],
      passes: [
        [of("aws:kms/key:Key")({ enableKeyRotation: true })],
        [of("aws:kms/key:Key")({ customerMasterKeySpec: "RSA_2048", enableKeyRotation: false })],
      ],
    },
    "kms-public-key": {
      trips: [[[key({ Principal: "*" })], "the key policy admits every principal"]],
      passes: [
        [key({ Principal: { AWS: "arn:aws:iam::111122223333:root" } })],
        [key({ Principal: "*", Condition: { StringEquals: { "kms:CallerAccount": "111122223333" } } })],
      ],
    },
  });

  describeRules(iamTagRules, {
    "iam-tag-conditions": {
      trips: [
        [
          [rolePolicy(allow("ec2:TerminateInstances", "*", tagged), allow("ec2:CreateTags"))],
          "allows ec2:CreateTags on all resources, whose tags limit other statements",
        ],
      ],
      passes: [
        [
          rolePolicy(
            allow("ec2:TerminateInstances", "*", tagged),
            allow("ec2:CreateTags", "*", { Condition: { StringEquals: { "ec2:CreateAction": "RunInstances" } } }),
          ),
        ],
        [rolePolicy(allow("ec2:TerminateInstances", "*", tagged), allow("ec2:CreateTags", "*", tagged))],
        [rolePolicy(allow("ec2:DescribeInstances"), allow("ec2:CreateTags"))],
        [rolePolicy(allow("sqs:SendMessage", "*", tagged), allow("ec2:CreateTags"))],
      ],
    },
  });
});
