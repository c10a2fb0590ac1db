// An environment with teams, and helpers to find the teams' resources.
import { Environment, parseSettings, resolveSettings, type SettingsInput } from "../../components";
import { type Inputs, type MockOptions, type Resources, startMocks } from "../harness/mocks/mocks";

export const arn = (path: string) => `arn:aws:iam::123456789012:${path}`;
export const [ana, ben, sso] = [
  arn("user/ana"),
  arn("role/people/Ben"),
  arn("role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Dev_01"),
];

export type Teams = NonNullable<SettingsInput["teams"]>;

export async function environment(teams: Teams, more: SettingsInput = {}, options: MockOptions = {}) {
  const mocks = startMocks(options);
  const network = more.network ?? { zones: ["eu-west-1a", "eu-west-1b"] };
  const outputs = await mocks.run(async () => {
    const settings = parseSettings({ region: "eu-west-1", ...more, network, teams });
    return new Environment("eks", await resolveSettings(settings)).outputs;
  });
  return { resources: mocks.resources, outputs, warnings: mocks.warnings };
}

export const types = {
  entry: "aws:eks/accessEntry:AccessEntry",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  namespace: "kubernetes:core/v1:Namespace",
  quota: "kubernetes:core/v1:ResourceQuota",
  limits: "kubernetes:core/v1:LimitRange",
  isolation: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  binding: "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
  priority: "kubernetes:scheduling.k8s.io/v1:PriorityClass",
  serviceAccount: "kubernetes:core/v1:ServiceAccount",
  policy: "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicy",
  configMap: "kubernetes:core/v1:ConfigMap",
  user: "aws:iam/user:User",
  userPolicy: "aws:iam/userPolicy:UserPolicy",
  vpcCni: "aws:eks/addon:Addon",
} as const;

/** Access policies of a principal with their scope: `*` means the whole cluster. */
export function accessPoliciesOf(resources: Resources, principal: string): Record<string, string> {
  const own = resources.ofType(types.association).filter(({ inputs }) => inputs.principalArn === principal);
  return Object.fromEntries(
    own.map(({ inputs }) => [inputs.policyArn.split("/")[1], inputs.accessScope.namespaces?.join() ?? "*"] as const),
  );
}

export function roleArn(resources: Resources, name: string): string {
  return resources.outputsOf("aws:iam/role:Role", name).arn;
}

export function userArn(resources: Resources, name: string): string {
  return resources.outputsOf(types.user, name).arn;
}

export function entriesOf(resources: Resources, principal: string): Inputs[] {
  return resources.ofType(types.entry).flatMap(({ inputs }) => (inputs.principalArn === principal ? [inputs] : []));
}
