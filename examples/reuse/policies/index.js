// `pulumi preview --policy-pack policies`
const { policyPack, rules } = require("eks-blueprints/policy");
const { ownerTag } = require("./owner-tag");

policyPack("shop", { rules: [...rules, ownerTag] });
