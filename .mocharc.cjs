module.exports = {
  require: ["./register.cjs"],
  spec: ["tests/**/*.test.ts"],
  ignore: ["tests/engine/**", "tests/apiserver/**", "tests/aws/**"],
  timeout: 20_000,
};
