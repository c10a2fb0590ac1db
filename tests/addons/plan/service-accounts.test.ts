import { expect } from "chai";
import * as fc from "fast-check";
import { addons } from "../../../components/addons/catalog";
import { requiredOptions } from "../../../scripts/required-options";
import { caseSections, issuesOf } from "../../environment/counterparts/fixtures";
import { registered } from "../fixtures";

const role = "arn:aws:iam::444455556666:role/dns";
const statements = [{ Action: "sts:AssumeRole", Resource: role }];
const policies = ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"];
const extensible = addons.filter(({ mainServiceAccount }) => mainServiceAccount);
const chart = { chart: "podinfo", repo: "https://stefanprodan.github.io/podinfo", version: "6.9.0" };

const errorsOf = (input: Readonly<Record<string, unknown>>) =>
  issuesOf({ cluster: { name: "shop" }, ...input })
    .split("\n")
    .filter(Boolean);
const optionsOf = (name: string) => (requiredOptions as Readonly<Record<string, object>>)[name] ?? {};

describe("options `statements` and `policies`", () => {
  it("belong to every add-on with a service account that calls AWS, and to no other", () => {
    for (const { name, options, identity, mainServiceAccount } of addons) {
      const both = ["statements", "policies"].filter((key) => key in options.shape);
      expect(both, name).to.have.length(mainServiceAccount ? 2 : 0);
      if (identity && name !== "ack") expect(mainServiceAccount, name).to.be.a("function");
    }
  });

  for (const identity of ["podIdentity", "irsa"] as const) {
    for (const { name, namespace } of extensible) {
      it(`extend the role of the service account of ${name} (${identity})`, async () => {
        const found = await registered({
          cluster: { identity },
          addons: { [name]: { ...optionsOf(name), statements, policies } },
        });
        const policy = found
          .ofType("aws:iam/rolePolicy:RolePolicy")
          .find(({ name: resource, inputs }) => resource.startsWith(`eks-${name}-`) && String(inputs.policy).includes(role));
        expect(policy, "the statement").not.to.equal(undefined);
        const workload = policy!.name.replace(/-policy$/, "");
        for (const arn of policies) {
          const attached = found
            .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
            .filter(({ inputs }) => inputs.policyArn === arn);
          expect(
            attached.map(({ name: resource }) => resource.startsWith(workload)),
            arn,
          ).to.include(true);
        }
        const account = workload.slice(`eks-${name}-`.length);
        if (identity === "irsa") {
          expect(JSON.stringify(found.all.map(({ inputs }) => inputs))).to.contain(`system:serviceaccount:${namespace}:`);
          const installs = found.all.filter(({ type }) => /:(Release|Addon|ServiceAccount)$/.test(type));
          expect(JSON.stringify(installs.map(({ inputs }) => inputs)), "the annotation").to.match(/role-arn|serviceAccountRoleArn/);
        } else {
          const associations = found
            .ofType("aws:eks/podIdentityAssociation:PodIdentityAssociation")
            .map(({ inputs }) => inputs.serviceAccount);
          const inline = found.ofType("aws:eks/addon:Addon").flatMap(({ inputs }) => inputs.podIdentityAssociations ?? []);
          expect([...associations, ...inline.map(({ serviceAccount }: { serviceAccount: string }) => serviceAccount)]).to.include(account);
        }
      });
    }
  }

  it("are rejected where no pod would use them", () => {
    expect(errorsOf({ addons: { "aws-ebs-csi-driver": { driver: false, policies } } })).to.deep.equal([
      "addons.aws-ebs-csi-driver.policies: has no effect, because none of its pods calls AWS with these options; remove it",
    ]);
    expect(errorsOf({ addons: { adot: { metrics: false, traces: false, statements } } })).to.deep.equal([
      "addons.adot.statements: has no effect, because none of its pods calls AWS with these options; remove it",
    ]);
  });

  it("name ARNs of the stack's partition only, in add-ons, custom add-ons and teams", () => {
    const foreign = [{ Action: "s3:GetObject", Resource: ["*", "arn:aws-cn:s3:::bucket/*"] }];
    const errors = errorsOf({
      addons: {
        keda: { statements: foreign },
        custom: { podinfo: { ...chart, serviceAccounts: { podinfo: { statements: foreign } } } },
      },
      teams: {
        burnham: {
          kind: "application",
          members: ["arn:aws:iam::123456789012:role/Dev"],
          serviceAccounts: { orders: { statements: foreign } },
        },
      },
    });
    expect(errors.map((line) => line.slice(0, line.indexOf(": ")))).to.have.members([
      "addons.keda.statements[0].Resource[1]",
      "addons.custom.podinfo.serviceAccounts.podinfo.statements[0].Resource[1]",
      "teams.burnham.serviceAccounts.orders.statements[0].Resource",
    ]);
    for (const error of errors) expect(error).to.contain("arn:aws-cn:s3:::bucket/*");
  });
});

describe("service accounts declared twice", () => {
  it("are an error that names both places", () => {
    expect(errorsOf(caseSections("identity-twice"))).to.deep.equal([
      "addons.custom.dns-rights.serviceAccounts.external-dns: service account external-dns/external-dns already belongs to `addons.external-dns`, " +
        "and AWS accepts one role for each; add the permissions to `addons.external-dns.statements` or `addons.external-dns.policies`, and remove this one",
    ]);
  });

  it("are found between any add-on, custom add-ons and teams", () => {
    const namespaced = extensible.filter(({ namespace }) => !namespace.startsWith("kube-"));
    fc.assert(
      fc.property(fc.constantFrom(...namespaced), fc.boolean(), (addon, twice) => {
        const account = addon.mainServiceAccount!({ ...addon.options.parse(optionsOf(addon.name)), metrics: true } as never, {} as never)!;
        const custom = {
          mine: {
            ...chart,
            namespace: addon.namespace,
            createNamespace: false,
            serviceAccounts: { [twice ? account : "other"]: { policies } },
          },
        };
        const errors = errorsOf({
          region: "eu-west-1",
          cluster: { name: "shop" },
          addons: { [addon.name]: optionsOf(addon.name), custom },
        } as never);
        expect(errors).to.have.length(twice ? 1 : 0);
        if (twice) expect(errors[0]).to.contain(`addons.${addon.name}`).and.to.contain(`addons.custom.mine.serviceAccounts.${account}`);
      }),
      { numRuns: 20 },
    );
    const web = { policies };
    const errors = errorsOf({
      addons: { custom: { podinfo: { ...chart, namespace: "team-burnham", createNamespace: false, serviceAccounts: { web } } } },
      teams: { burnham: { kind: "application", members: ["arn:aws:iam::123456789012:role/Dev"], serviceAccounts: { web } } },
    });
    expect(errors).to.include(
      "teams.burnham.serviceAccounts.web: service account team-burnham/web already belongs to `addons.custom.podinfo.serviceAccounts.web`, " +
        "and AWS accepts one role for each; give all its permissions in one of the two places",
    );
    expect(errorsOf({ addons: { keda: true }, serviceAccounts: { "keda/keda-operator": { policies } } })).to.deep.equal([
      'serviceAccounts["keda/keda-operator"]: service account keda/keda-operator already belongs to `addons.keda`, ' +
        "and AWS accepts one role for each; add the permissions to `addons.keda.statements` or `addons.keda.policies`, and remove this one",
    ]);
  });
});
