import { assert } from "chai";
import { childTransforms } from "../../components/cluster/transforms";

const plain = { zonalShift: false, creatorAdmin: true };

/** What the transforms make of the inputs of a child, or nothing where they leave it alone. */
async function transformed(options: ReturnType<typeof childTransforms>, type: string, props: object) {
  const [transform] = options.transforms ?? [];
  const result = await transform?.({ custom: true, type, name: "child", props, opts: {} });
  return result?.props;
}

describe("what is set on the children of eks.Cluster", () => {
  it("is nothing unless settings ask for it, because mocks refuse transforms", () => {
    assert.deepEqual(childTransforms({ iam: {} }, plain), {});
    assert.deepEqual(childTransforms({ iam: { permissionsBoundary: undefined, path: undefined } }, plain), {});
  });

  it("is boundary and path on roles", async () => {
    const options = childTransforms({ iam: { permissionsBoundary: "arn:boundary", path: "/eks/" } }, plain);
    const expected = { description: "kept", permissionsBoundary: "arn:boundary", path: "/eks/" };
    assert.deepEqual(await transformed(options, "aws:iam/role:Role", { description: "kept" }), expected);
    assert.deepEqual(await transformed(options, "aws:eks/cluster:Cluster", { name: "shop" }), { name: "shop" });
    assert.isUndefined(await transformed(options, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {}));
  });

  it("is zonal shift on the control plane", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, zonalShift: true });
    assert.deepEqual(await transformed(options, "aws:eks/cluster:Cluster", { name: "shop" }), {
      name: "shop",
      zonalShiftConfig: { enabled: true },
    });
  });

  it("is no creator admin on the control plane", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, creatorAdmin: false });
    const given = { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } };
    assert.deepEqual(await transformed(options, "aws:eks/cluster:Cluster", given), {
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    });
  });
});
