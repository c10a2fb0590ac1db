import { expect } from "chai";
import type { Recording } from "../../plan/types";
import type { Client, Question } from "./client";
import { recordingOf } from "./planned";
import { allowed, clusterResources, namespacedResources, type Right, rights, verbs } from "./rights-table";
import { admin } from "./setup";
import { deploy, userOf } from "./stand-in";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const stack = `config:
  aws:region: eu-west-1
  eks-blueprints:cluster:
    admins: ["${arn("rights-platform")}"]
    access:
      viewers: { principal: "${arn("rights-view")}", policy: view, namespaces: [rights-view] }
      editors: { principal: "${arn("rights-edit")}", policy: edit, namespaces: [rights-edit] }
      admins: { principal: "${arn("rights-admin")}", policy: admin, namespaces: [rights-admin] }
`;

/** Answers that differ from the table, as `may get pods/log` or `may not get pods`. */
async function wrongAnswers(asked: Client, expected: (question: Question) => boolean, questions: readonly Question[]): Promise<string[]> {
  const answers = await Promise.all(
    questions.map(async (question) => {
      const may = await asked.may(question);
      return may === expected(question) ? [] : [`may ${may ? "" : "not "}${question.verb} ${question.resource}`];
    }),
  );
  return answers.flat();
}

const everything = (resources: readonly string[], place: Partial<Question>): Question[] =>
  resources.flatMap((resource) => verbs.map((verb) => ({ verb, resource, ...place })));

describe("rights on a real API server", () => {
  let recording: Recording;

  before(async () => {
    for (const right of rights) await admin().apply({ apiVersion: "v1", kind: "Namespace", metadata: { name: `rights-${right}` } });
    recording = await recordingOf(stack);
    await deploy(admin(), recording);
  });

  const member = (right: Right) => admin().as(userOf(recording, arn(`rights-${right}`)));

  for (const right of rights) {
    it(`${right} allows in the team's own namespaces what the table says, and no more`, async () => {
      const namespace = `rights-${right}`;
      const own = everything(namespacedResources, { namespace }).map((question) =>
        question.resource === "namespaces" ? { ...question, name: namespace } : question,
      );
      const wrong = await wrongAnswers(member(right), ({ verb, resource }) => allowed(right, verb, resource), own);
      expect(wrong).to.deep.equal([]);
    });

    for (const foreign of ["rights-edit", "rights-view", "kube-system", "default"].filter((name) => name !== `rights-${right}`)) {
      it(`${right} allows ${right === "platform" ? "everything" : "nothing"} in ${foreign}, another's namespace`, async () => {
        const questions = everything(namespacedResources, { namespace: foreign });
        expect(await wrongAnswers(member(right), () => right === "platform", questions)).to.deep.equal([]);
      });
    }

    it(`${right} allows ${right === "platform" ? "everything" : "nothing"} of the cluster, nor of all namespaces at once`, async () => {
      const questions = everything([...clusterResources, ...namespacedResources], {});
      expect(await wrongAnswers(member(right), () => right === "platform", questions)).to.deep.equal([]);
    });
  }

  it("allows strangers nothing", async () => {
    const stranger = admin().as({ user: arn("stranger") });
    const questions = [...everything(namespacedResources, { namespace: "rights-edit" }), ...everything(clusterResources, {})];
    expect(await wrongAnswers(stranger, () => false, questions)).to.deep.equal([]);
  });

  it("answers requests as it answers questions", async () => {
    const editor = member("edit");
    const status = async (path: string) => (await editor.request("GET", path)).status;
    expect(await status("/api/v1/namespaces/rights-edit/pods")).to.equal(200);
    expect(await status("/api/v1/namespaces/rights-edit/secrets")).to.equal(200);
    expect(await status("/api/v1/namespaces/rights-view/pods")).to.equal(403);
    expect(await status("/api/v1/nodes")).to.equal(403);
    expect(await status("/api/v1/pods")).to.equal(403);
  });
});
