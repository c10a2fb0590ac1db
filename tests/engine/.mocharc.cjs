module.exports = {
  require: ["./register.cjs", "./tests/engine/setup.ts"],
  spec: ["tests/engine/**/*.test.ts"],
  timeout: 180_000,
  parallel: true,
  jobs: 2,
};
