module.exports = {
  require: ["./register.cjs", "./tests/harness/kube-apiserver/setup.ts"],
  spec: ["tests/apiserver/**/*.test.ts"],
  timeout: 180_000,
};
