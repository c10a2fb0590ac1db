module.exports = {
  require: ["./register.cjs"],
  spec: ["tests/**/*.test.ts"],
  ignore: ["tests/engine/**", "tests/apiserver/**"],
  timeout: 20_000,
};
