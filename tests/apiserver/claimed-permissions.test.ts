// Asks the API server for what `plan --section permissions` claims, and for what it does not claim.
import { expect } from "chai";
import type { PolicyRule } from "../../components/reference/access-policy-rules";
import { permissionsOf } from "../../plan/permissions/permissions";
import type { KubernetesGrant, Permissions, Subject } from "../../plan/permissions/types";
import { planDocument } from "../../plan/report/json";
import type { Question } from "../harness/kube-apiserver/client";
import { deploy } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import { noCost } from "../plan/resources";
import { clusterResources, namespacedResources, verbs } from "./permissions-table";
import { recordingOf } from "./planned";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const rbac = "apiVersion: rbac.authorization.k8s.io/v1, ";

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:cluster:
    access:
      claims-auditor: { principal: "${arn("claims-auditor")}", policy: view }
      claims-operator: { principal: "${arn("claims-operator")}", groups: [claims-operators] }
  eks-blueprints:teams:
    claims-platform: { kind: platform, members: ["${arn("claims-platform")}"] }
    claims-edit: { kind: application, accessLevel: edit, createUsers: [claims-edit], members: ["${arn("claims-edit")}"] }
    claims-admin: { kind: application, accessLevel: admin, members: ["${arn("claims-admin")}"] }
  eks-blueprints:addons:
    custom:
      claims:
        manifests:
          - { apiVersion: v1, kind: ServiceAccount, metadata: { name: claims-bot, namespace: default } }
          - { ${rbac} kind: Role, metadata: { name: claims-bot, namespace: default }, rules: [{ apiGroups: [apps], resources: [deployments], verbs: [patch], resourceNames: [web] }] }
          - { ${rbac} kind: RoleBinding, metadata: { name: claims-bot, namespace: default }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: claims-bot },
              subjects: [{ kind: ServiceAccount, name: claims-bot, namespace: default }] }
          - { ${rbac} kind: ClusterRole, metadata: { name: claims-widgets, labels: { rbac.authorization.k8s.io/aggregate-to-view: "true" } },
              rules: [{ apiGroups: [shop.example], resources: [widgets], verbs: [get, list] }] }
          - { ${rbac} kind: RoleBinding, metadata: { name: claims-operators, namespace: kube-system }, roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit },
              subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: Group, name: claims-operators }] }
`;

const namespaces = ["default", "kube-system", "team-claims-edit", "team-claims-admin"];
const furtherResources = ["widgets.shop.example", "selfsubjectaccessreviews.authorization.k8s.io"];

/** Every verb on every kind of resource in each namespace, and in the whole cluster. */
const questions: readonly Question[] = [...namespacedResources, ...clusterResources, ...furtherResources].flatMap((resource) =>
  verbs.flatMap((verb) => [{ verb, resource }, ...namespaces.map((namespace) => ({ verb, resource, namespace }))]),
);

function ruleAllows(rule: PolicyRule, { verb, resource, name }: Question): boolean {
  const [full = "", subresource] = resource.split("/");
  const [plural, ...group] = full.split(".");
  const asked = subresource === undefined ? plural! : `${plural}/${subresource}`;
  const has = (list: readonly string[] | undefined, value: string) => list?.some((each) => each === "*" || each === value) === true;
  return (
    has(rule.verbs, verb) &&
    has(rule.apiGroups, group.join(".")) &&
    (has(rule.resources, asked) || has(rule.resources, `*/${subresource}`)) &&
    (rule.resourceNames === undefined || (name !== undefined && rule.resourceNames.includes(name)))
  );
}

/** Whether a claim covers a request. */
function claims({ kubernetesRoles, everyone }: Permissions, { kubernetes }: Subject, question: Question): boolean {
  const covers = ({ role, namespaces: where }: KubernetesGrant) =>
    (where === null || (question.namespace !== undefined && where.includes(question.namespace))) &&
    kubernetesRoles[role]!.rules?.some((rule) => ruleAllows(rule, question)) === true;
  return [...everyone, ...kubernetes].some(covers);
}

describe("claimed permissions on a real API server", () => {
  let permissions: Permissions;
  let subjects: readonly Subject[];

  before(async () => {
    const recording = await recordingOf(stack);
    const plan = { project: "eks-blueprints", stack: "dev", settings: null, recording, findings: [], cost: noCost };
    permissions = permissionsOf(planDocument(plan).deployment.resources);
    const { people, roles, serviceAccounts } = permissions;
    subjects = [...people, ...roles, ...serviceAccounts].filter(({ kubernetesUser }) => kubernetesUser !== undefined);
    await deploy(admin(), recording);
    await aggregated();
  });

  /** Waits until Kubernetes has added the labeled role to the role view. */
  async function aggregated(): Promise<void> {
    const client = admin().as({ user: "system:serviceaccount:default:nobody", groups: [] });
    for (let tries = 0; tries < 100; tries += 1) {
      const { rules } = await admin().ask("GET", "/apis/rbac.authorization.k8s.io/v1/clusterroles/edit");
      if (JSON.stringify(rules).includes("widgets")) return;
      await client.may({ verb: "get", resource: "pods" });
    }
  }

  /** Answers of the API server that differ from the claims. */
  async function wrongClaims(subject: Subject, asked: readonly Question[]): Promise<string[]> {
    const client = admin().as({ user: subject.kubernetesUser!, groups: subject.kubernetesGroups ?? [] });
    const answers = await Promise.all(
      asked.map(async (question) => {
        const { verb, resource, namespace = "the cluster" } = question;
        const may = await client.may(question);
        return may === claims(permissions, subject, question) ? [] : [`may ${may ? "" : "not "}${verb} ${resource} in ${namespace}`];
      }),
    );
    return answers.flat();
  }

  for (const name of ["claims-auditor", "claims-operator", "claims-platform", "claims-edit", "claims-admin"])
    it(`are what ${name} may do, and nothing else, in a sample`, async () => {
      const subject = subjects.find(({ id }) => id === arn(name))!;
      const sample = questions.filter((_, index) => index % 9 === name.length % 9);
      expect(await wrongClaims(subject, sample)).to.deep.equal([]);
      expect(sample.filter((question) => claims(permissions, subject, question))).not.to.deep.equal([]);
    });

  it("are what roles, users and service accounts of the stack may do, in a sample", async () => {
    const others = subjects.filter(({ id }) => !id.startsWith("arn:aws:iam::111122223333:"));
    expect(others.map(({ name }) => name)).to.include.members(["claims-edit", "default/claims-bot"]);
    for (const subject of others) {
      const sample = questions.filter((_, index) => index % 23 === subject.name.length % 23);
      expect(await wrongClaims(subject, sample), subject.name).to.deep.equal([]);
    }
  });

  it("are limited to named objects where a role names them", async () => {
    const bot = subjects.find(({ id }) => id === "default/claims-bot")!;
    const patch = { verb: "patch", resource: "deployments.apps", namespace: "default" };
    expect(await wrongClaims(bot, [{ ...patch, name: "web" }, { ...patch, name: "other" }, patch])).to.deep.equal([]);
    expect(claims(permissions, bot, { ...patch, name: "web" })).to.equal(true);
  });
});
