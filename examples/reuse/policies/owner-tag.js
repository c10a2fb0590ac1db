const { at, onEach, serious } = require("eks-blueprints/policy");

/** @type {import("eks-blueprints/policy").Rule} */
const ownerTag = {
  id: "shop-owner-tag",
  title: "Clusters have an owner",
  reason: "On-call engineers need to know the owner.",
  fix: "set `tags: { owner: ... }`",
  controls: [],
  levels: serious,
  check: onEach("aws:eks/cluster:Cluster", ({ inputs }) => at(inputs.tags, "owner") === undefined && "the cluster has no tag owner"),
};

module.exports = { ownerTag };
