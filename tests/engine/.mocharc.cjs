// ENGINE_QUICK leaves out what CI has no time for.
const long = ["changes", "failures", "kills", "parity", "random-runs"].map((name) => `tests/engine/${name}.test.ts`);
module.exports = {
  require: ["./register.cjs", "./tests/harness/pulumi-stack/setup.ts"],
  spec: ["tests/engine/**/*.test.ts"],
  ignore: process.env.ENGINE_QUICK ? long : [],
  timeout: 600_000, // a machine that builds something else besides is slow, and that is no failure
  parallel: true,
  jobs: 2,
};
