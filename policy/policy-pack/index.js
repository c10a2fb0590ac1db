// The rules of this project as a policy pack: `pulumi preview --policy-pack policy/policy-pack`. Levels and exceptions come from the stack file.
require("../../register.cjs");
require("../pack.ts").policyPack("eks-blueprints");
