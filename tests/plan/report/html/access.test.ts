import { expect } from "chai";
import type { Permissions, Subject } from "../../../../plan/permissions/types";
import { accessSection } from "../../../../plan/report/html/sections/access";
import { html } from "../../../../plan/report/html/template";
import { Inventory } from "../../../../plan/report/inventory";
import { planDocumentOf, resource } from "../document";
import { elementsOf, textOf } from "../parsed";

const subject = (name: string, more: Partial<Subject>): Subject => ({
  id: name,
  name,
  teams: [],
  aws: [],
  kubernetes: [],
  unknown: [],
  ...more,
});

const edit = (...namespaces: string[]) => ({ role: "ClusterRole edit", namespaces, path: [{ kind: "group" as const, name: "team:shop" }] });
const admin = {
  role: "AmazonEKSClusterAdminPolicy",
  namespaces: null,
  path: [{ kind: "accessPolicy" as const, name: "AmazonEKSClusterAdminPolicy" }],
};
const s3 = {
  effect: "Allow" as const,
  service: "s3",
  levels: { read: { actions: ["GetObject"], count: 1, of: 90 }, list: { actions: ["List*"], count: 12, of: 12 } },
  resources: ["*"],
  conditions: [],
  path: [{ kind: "managedPolicy" as const, name: "ReadObjects" }],
};

function permissions(more: Partial<Permissions>): Permissions {
  return {
    tables: { iamActions: "2026-09-26", managedPolicies: "2026-08-22", kubernetes: "v1.34.4" },
    ...{ people: [], roles: [], serviceAccounts: [], teams: [], everyone: [], kubernetesRoles: {}, unknown: [] },
    ...more,
  };
}

function rowsOf(given?: Permissions): string[] {
  const role = resource("aws:eks/accessEntry:AccessEntry", "dev", { inputs: { principalArn: "arn:dev", kubernetesGroups: ["viewers"] } });
  const content = accessSection(new Inventory({ ...planDocumentOf([role]), ...(given && { permissions: given }) }));
  return elementsOf(html`${content}`.source)
    .filter((element) => element.tagName === "tr" || (element.tagName === "div" && element.childNodes[0]?.nodeName === "dt"))
    .map((row) => row.childNodes.map(textOf).join("|"));
}

describe("access of the report", () => {
  it("is a matrix of principals and namespaces, with the path of each permission", () => {
    const rows = rowsOf(
      permissions({ people: [subject("ada", { kubernetes: [edit("shop")] }), subject("root", { kubernetes: [admin] })] }),
    );
    expect(rows).to.include.members(["who|whole cluster|shop", "ada||edit", "root|ClusterAdmin|"]);
    expect(rows).to.include("Kubernetes|ClusterRole edit in shopby group team:shop");
  });

  it("lists namespaces where there are many", () => {
    const many = Array.from({ length: 9 }, (_, at) => `team-${at}`);
    const rows = rowsOf(permissions({ people: [subject("ada", { kubernetes: [edit(...many)] })] }));
    expect(rows).to.include.members(["who|whole cluster|namespaces", `ada||edit in ${many.join(", ")}`]);
  });

  it("is a matrix of principals and access levels in AWS, denials left out", () => {
    const denied = { ...s3, effect: "Deny" as const, service: "ec2" };
    const everything = { ...s3, service: "*", levels: {} };
    const rows = rowsOf(permissions({ roles: [subject("reader", { aws: [s3, denied] }), subject("admin", { aws: [everything] })] }));
    expect(rows).to.include("reader|s3 all∗|s3 1∗|||");
    expect(rows).to.include(`admin|${Array(5).fill("everything∗").join("|")}`);
  });

  it("falls back to access entries in a document without permissions", () => {
    expect(rowsOf()).to.deep.equal(["principal|Kubernetes groups", "arn:dev|viewers"]);
  });
});
