// ENGINE_QUICK runs what CI has time for.
const quick = ["life", "protection", "change-guard"].map((name) => `tests/engine/${name}.test.ts`);
module.exports = {
  require: ["./register.cjs", "./tests/engine/setup.ts"],
  spec: process.env.ENGINE_QUICK ? quick : ["tests/engine/**/*.test.ts"],
  timeout: 180_000,
  parallel: true,
  jobs: 2,
};
