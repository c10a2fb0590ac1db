import { assert } from "chai";
import { childTransforms } from "../../components/cluster/transforms";

const plain = { zonalShift: false, creatorAdmin: true };

/** The transformed inputs of a child, or undefined if the transforms do not change it. */
async function transformed(options: ReturnType<typeof childTransforms>, type: string, props: object) {
  const [transform] = options.transforms ?? [];
  const result = await transform?.({ custom: true, type, name: "child", props, opts: {} });
  return result?.props;
}

describe("childTransforms", () => {
  it("returns no transform unless settings require it, because mocks reject transforms", () => {
    assert.deepEqual(childTransforms({ iam: {} }, plain), {});
    assert.deepEqual(childTransforms({ iam: { permissionsBoundary: undefined, path: undefined } }, plain), {});
  });

  it("sets permissions boundary and path on roles", async () => {
    const options = childTransforms({ iam: { permissionsBoundary: "arn:boundary", path: "/eks/" } }, plain);
    const expected = { description: "kept", permissionsBoundary: "arn:boundary", path: "/eks/" };
    assert.deepEqual(await transformed(options, "aws:iam/role:Role", { description: "kept" }), expected);
    assert.deepEqual(await transformed(options, "aws:eks/cluster:Cluster", { name: "shop" }), { name: "shop" });
    assert.isUndefined(await transformed(options, "aws:iam/rolePolicyAttachment:RolePolicyAttachment", {}));
  });

  it("enables zonal shift on the control plane", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, zonalShift: true });
    assert.deepEqual(await transformed(options, "aws:eks/cluster:Cluster", { name: "shop" }), {
      name: "shop",
      zonalShiftConfig: { enabled: true },
    });
  });

  it("removes the cluster creator's admin access", async () => {
    const options = childTransforms({ iam: {} }, { ...plain, creatorAdmin: false });
    const given = { accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true } };
    assert.deepEqual(await transformed(options, "aws:eks/cluster:Cluster", given), {
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
    });
  });
});
