// Asks the API server what each member and each team's role may do: verbs x kinds x namespaces, compared with the table.
import { expect } from "chai";
import { plainValues } from "../../plan/simulation/values";
import type { Recording } from "../../plan/types";
import type { Client, Question, User } from "../harness/kube-apiserver/client";
import { deploy, userOf } from "../harness/kube-apiserver/controllers";
import { admin } from "../harness/kube-apiserver/setup";
import {
  type AccessLevel,
  accessLevels,
  allowedInside,
  allowedOutside,
  clusterResources,
  namespacedResources,
  verbs,
} from "./permissions-table";
import { recordingOf } from "./planned";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:teams:
    rights-platform: { kind: platform, members: ["${arn("platform")}"], createUsers: [platform] }
    rights-view:
      kind: application
      accessLevel: view
      createUsers: [view]
      namespaces: [rights-view, rights-view-too]
      members: ["${arn("view")}", "${arn("view-and-edit")}"]
    rights-edit:
      kind: application
      accessLevel: edit
      createUsers: [edit]
      namespaces: [rights-edit]
      members: ["${arn("edit")}", "${arn("view-and-edit")}"]
    rights-admin:
      kind: application
      accessLevel: admin
      createUsers: [admin]
      namespaces: [rights-admin]
      members: ["${arn("admin")}"]
`;

/** A platform team has no namespaces of its own. */
const namespacesOf: Readonly<Record<AccessLevel, readonly string[]>> = {
  view: ["rights-view", "rights-view-too"],
  edit: ["rights-edit"],
  admin: ["rights-admin"],
  platform: [],
};

/** Another team's namespace, and kube-system. */
const foreignTo = (right: AccessLevel) => [right === "edit" ? "rights-view" : "rights-edit", "kube-system"];

const everything = (resources: readonly string[], place: Partial<Question>): Question[] =>
  resources.flatMap((resource) => verbs.map((verb) => ({ verb, resource, ...place })));

/** A namespace is requested by its name, because it is not in another namespace. */
const inside = (namespace: string) =>
  everything(namespacedResources, { namespace }).map((question) =>
    question.resource === "namespaces" ? { ...question, name: namespace } : question,
  );
const ofCluster = everything([...clusterResources, ...namespacedResources], {});

type Expected = (right: AccessLevel, verb: string, resource: string) => boolean;

/** Unexpected permissions, such as `may get pods/log` or `may not get pods`. */
async function wrongAnswers(asked: Client, expected: (question: Question) => boolean, questions: readonly Question[]): Promise<string[]> {
  const answers = await Promise.all(
    questions.map(async (question) => {
      const may = await asked.may(question);
      const { verb, resource, namespace = "the cluster" } = question;
      return may === expected(question) ? [] : [`may ${may ? "" : "not "}${verb} ${resource} in ${namespace}`];
    }),
  );
  return answers.flat();
}

async function expectTable(user: User, right: AccessLevel, table: Expected, questions: readonly Question[]): Promise<void> {
  const wrong = await wrongAnswers(admin().as(user), ({ verb, resource }) => table(right, verb, resource), questions);
  expect(wrong).to.deep.equal([]);
}

describe("team permissions on a real API server", () => {
  let recording: Recording;

  before(async () => {
    recording = await recordingOf(stack);
    await deploy(admin(), recording);
  });

  const member = (name: string) => userOf(recording, arn(name));
  const teamRole = (right: AccessLevel) => {
    const teams = plainValues(recording.outputs).teams as Readonly<Record<string, { readonly roleArn: string }>>;
    return userOf(recording, teams[`rights-${right}`]!.roleArn);
  };
  const createdUser = (right: AccessLevel) => {
    const user = recording.resources.find(({ type, inputs }) => type === "aws:iam/user:User" && inputs.name === right)!;
    return userOf(recording, plainValues(user.outputs).arn as string);
  };
  const users: Readonly<Record<string, (right: AccessLevel) => User>> = {
    "a member": member,
    "the team's role": teamRole,
    "a created user": createdUser,
  };

  for (const [who, userFor] of Object.entries(users)) {
    for (const right of accessLevels.filter((each) => namespacesOf[each].length > 0)) {
      it(`allow ${who} with access level ${right} exactly the documented requests in the team's own namespaces`, async () => {
        await expectTable(userFor(right), right, allowedInside, namespacesOf[right].flatMap(inside));
      });
    }

    for (const right of accessLevels) {
      it(`allow ${who} with access level ${right} exactly the documented requests elsewhere`, async () => {
        await expectTable(userFor(right), right, allowedOutside, [...foreignTo(right).flatMap(inside), ...ofCluster]);
      });
    }
  }

  it("are separate for a member of two teams", async () => {
    const both = member("view-and-edit");
    await expectTable(both, "view", allowedInside, namespacesOf.view.flatMap(inside));
    await expectTable(both, "edit", allowedInside, namespacesOf.edit.flatMap(inside));
    await expectTable(both, "edit", allowedOutside, [...["rights-admin", "kube-system"].flatMap(inside), ...ofCluster]);
  });

  it("deny everything to unknown users", async () => {
    const questions = [...inside("rights-edit"), ...ofCluster];
    expect(await wrongAnswers(admin().as({ user: arn("stranger") }), () => false, questions)).to.deep.equal([]);
  });

  it("apply to requests, not only to access reviews", async () => {
    const status = async (path: string) => (await admin().as(member("edit")).request("GET", path)).status;
    expect(await status("/api/v1/namespaces/rights-edit/pods")).to.equal(200);
    expect(await status("/api/v1/namespaces/rights-edit/secrets")).to.equal(200);
    expect(await status("/apis/storage.k8s.io/v1/storageclasses")).to.equal(200);
    for (const path of ["/api/v1/namespaces/rights-view/pods", "/api/v1/nodes", "/api/v1/pods", "/api/v1/namespaces"]) {
      expect(await status(path), path).to.equal(403);
    }
  });

  it("cannot be delegated or extended by creating roles and bindings", async () => {
    const asked = admin().as(member("admin"));
    const metadata = { name: "wider", namespace: "rights-admin" };
    const api = "/apis/rbac.authorization.k8s.io/v1/namespaces/rights-admin";
    const role = { metadata, rules: [{ apiGroups: [""], resources: ["resourcequotas"], verbs: ["delete"] }] };
    expect((await asked.request("POST", `${api}/roles`, role)).status).to.equal(403);
    // `view` too: RBAC compares a binding with the permissions that RBAC itself grants, but on EKS members get theirs from an access policy
    for (const name of ["cluster-admin", "view"]) {
      const binding = {
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
        subjects: [{ kind: "ServiceAccount", name: "default", namespace: "rights-admin" }],
      };
      expect((await asked.request("POST", `${api}/rolebindings`, binding)).status, name).to.equal(403);
    }
  });
});
