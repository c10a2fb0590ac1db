import { expect } from "chai";
import { parseSettings, resolveSettings } from "../../components";
import { startMocks } from "../harness/mocks/mocks";

const token = "aws:iam/getRoles:getRoles";
const roles = "arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Ops";

/** The principal of an access entry for the permission set `Ops.v2`, or the error, if the account has these roles. */
async function resolved(arns: readonly string[]) {
  const mocks = startMocks({ invokes: { [token]: () => ({ arns: [...arns] }) } });
  const result = await mocks.run(async () => {
    const access = { ops: { permissionSet: "Ops.v2", policy: "view" as const } };
    const settings = parseSettings({ region: "eu-west-1", network: { zones: ["eu-west-1a", "eu-west-1b"] }, cluster: { access } });
    return resolveSettings(settings).then(
      (found) => found.settings.cluster.access.ops!.principal!,
      (error: Error) => error.message,
    );
  });
  return { result, invokes: mocks.invokes };
}

describe("resolveSettings: permission sets", () => {
  it("gives an access entry the role of its permission set, found by its exact name", async () => {
    const { result, invokes } = await resolved([`${roles}_1`]);
    expect(result).to.equal(`${roles}_1`);
    expect(invokes.find((invoke) => invoke.token === token)!.args).to.deep.equal({
      pathPrefix: "/aws-reserved/sso.amazonaws.com/",
      nameRegex: "^AWSReservedSSO_Ops\\.v2_[0-9a-f]{16}$",
    });
  });

  it("rejects a permission set without a role in the account", async () => {
    expect((await resolved([])).result).to.equal(
      "eks-blueprints:cluster.access.ops.permissionSet: the account has no role of the permission set Ops.v2; assign it to a user or group in this account first, or write `principal`",
    );
  });

  it("rejects a permission set with several roles, and lists them", async () => {
    expect((await resolved([`${roles}_1`, `${roles}_2`])).result).to.equal(
      `eks-blueprints:cluster.access.ops.permissionSet: the account has 2 roles of the permission set Ops.v2; write one of them as \`principal\`: ${roles}_1, ${roles}_2`,
    );
  });

  describe("of teams", () => {
    const member = "arn:aws:iam::123456789012:role/Dev";
    const input = {
      region: "eu-west-1",
      network: { zones: ["eu-west-1a", "eu-west-1b"] },
      teams: {
        web: { kind: "application" as const, members: [member, `${roles}_1`], permissionSets: ["Ops"] },
        ops: { kind: "platform" as const, permissionSets: ["Ops"] },
      },
      teamTemplates: { silo: { permissionSets: ["Ops"] } },
      tenants: { template: "silo", names: ["a", "b"] },
    };
    const resolvedTeams = async (arns: readonly string[]) => {
      const mocks = startMocks({ invokes: { [token]: () => ({ arns: [...arns] }) } });
      const found = await mocks.run(async () => (await resolveSettings(parseSettings(input))).settings.teams);
      return { found, invokes: mocks.invokes.filter((invoke) => invoke.token === token) };
    };

    it("are members by the roles of their names, each looked up once", async () => {
      const { found, invokes } = await resolvedTeams([`${roles}_1`]);
      const members = Object.fromEntries(Object.entries(found).map(([name, team]) => [name, team.members]));
      const [role] = [`${roles}_1`];
      expect(members).to.deep.equal({ web: [member, role], ops: [role], a: [role], b: [role] });
      expect(invokes).to.have.lengthOf(1);
    });

    it("are reported once where the account has no such role", async () => {
      const message = await resolvedTeams([]).then(
        () => "",
        (error: Error) => error.message,
      );
      expect(message).to.equal(
        "eks-blueprints:teams.web.permissionSets[0]: the account has no role of the permission set Ops; assign it to a user or group in this account first, or write `members`",
      );
    });
  });
});
