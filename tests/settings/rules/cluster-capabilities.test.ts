import { ackServiceNames } from "../../../components/reference/ack-services";
import { cluster, itValidates, itWarns } from "./rows";

const instance = "idcInstanceArn: arn:aws:sso:::instance/ssoins-1234567890abcdef";
const capabilities = (yaml: string) => cluster(`{ capabilities: { ${yaml} } }`);
const argocd = (yaml: string) => capabilities(`argocd: { ${instance}, ${yaml} }`);
const path = "cluster.capabilities";
const someone = "{ type: SSO_USER, id: someone }";
const mapped = `roleMappings: [{ role: ADMIN, identities: [${someone}] }]`;

const notInProvider = "not supported: @pulumi/aws 7.48 has no such property of capabilities";

describe("settings: EKS capabilities", () => {
  itValidates({
    "fields that the provider lacks": [
      [
        capabilities("ack: { services: [s3], disabledServices: [ec2], enableCrossNamespace: true }"),
        `${path}.ack.disabledServices: ${notInProvider}; list no service in \`services\` that ACK should not touch`,
        `${path}.ack.enableCrossNamespace: ${notInProvider}; references stay within a namespace`,
      ],
      [
        argocd("endpointPrefix: shop"),
        `${path}.argocd.endpointPrefix: ${notInProvider}; EKS chooses the host name, and output \`capabilities\` has the URL`,
      ],
      [
        cluster("{ controlPlaneEgress: customerIsolated }"),
        'cluster.controlPlaneEgress: expected awsManaged or customerRouted, found "customerIsolated"; @pulumi/aws 7.48 does not know this mode',
      ],
    ],
    capabilities: [
      [capabilities(`argocd: { ${instance} }, ack: { services: [s3] }, kro: true`)],
      [capabilities("kro: { access: { policy: edit, namespaces: [shop] } }")],
      [
        capabilities("kro: { access: { policy: clusterAdmin, namespaces: [shop] } }"),
        `${path}.kro.access.policy: \`clusterAdmin\` applies to the whole cluster; write \`admin\` for full access within namespaces, or remove \`namespaces\``,
      ],
      [
        capabilities("argocd: { idcInstanceArn: ssoins-1 }"),
        `${path}.argocd.idcInstanceArn: expected the ARN of an instance of IAM Identity Center such as arn:aws:sso:::instance/ssoins-1234567890abcdef, found "ssoins-1"`,
      ],
      [
        argocd(`roleMappings: [{ role: ADMIN, identities: [${someone}] }, { role: ADMIN, identities: [${someone}] }]`),
        `${path}.argocd.roleMappings[1].role: ADMIN has a mapping already; add the identities to it`,
        `${path}.argocd.roleMappings[1].identities[0]: someone has the role ADMIN already; remove it from one of the two`,
      ],
      [argocd("namespace: kube-system"), `${path}.argocd.namespace: kube-system belongs to Kubernetes; choose another, such as argocd`],
      [capabilities("ack: {}"), `${path}.ack: gives ACK no permissions in AWS; write \`services\`, \`policies\` or \`statements\``],
      [capabilities("ack: { services: [s3, s3] }"), `${path}.ack.services[1]: duplicate entry s3; remove one`],
      [
        capabilities(`ack: { services: [${ackServiceNames.join(", ")}], policies: [${many(20)}] }`),
        `${path}.ack: the role would have 40 managed policies, and IAM attaches 25 at most; use fewer`,
      ],
      [
        `aws:region: cn-north-1\n${capabilities("kro: true")}`,
        `${path}: EKS has no capabilities in cn-north-1, only in commercial regions; remove it, and use the add-on \`argocd\` for Argo CD`,
      ],
    ],
  });

  itWarns([
    [argocd(mapped)],
    [
      argocd("roleMappings: []"),
      `[argocd-sign-in] eks-blueprints:${path}.argocd.roleMappings: empty, so no user can sign in to Argo CD; map a group to the role ADMIN`,
    ],
    [
      argocd(`${mapped}, access: { policy: edit }`),
      `[argocd-destroy] eks-blueprints:${path}.argocd: Argo CD runs outside of the cluster, so \`pulumi destroy\` cannot stop it first: Applications with automated sync create again what the drain deletes; delete the Applications, or turn off their automated sync, before \`pulumi destroy\``,
    ],
    [
      capabilities("ack: { services: [sqs] }"),
      `[ack-resources-remain] eks-blueprints:${path}.ack: what ACK created in AWS remains when the cluster is destroyed, but for objects in namespaces that the stack deletes; delete the objects before \`pulumi destroy\`, or the resources afterwards`,
    ],
    [capabilities("kro: { access: { policy: edit } }")],
  ]);
});

function many(count: number): string {
  return Array.from({ length: count }, (_, index) => `"arn:aws:iam::111122223333:policy/p${index}"`).join(", ");
}
