// Mocha adds `spec` to the files that the command line names, so it is left out where there are any.
const filesNamed = process.argv.slice(2).some((argument) => argument.endsWith(".test.ts"));

module.exports = {
  require: ["./register.cjs"],
  ...(filesNamed ? {} : { spec: ["tests/**/*.test.ts"], parallel: true, jobs: 2 }),
  ignore: ["tests/engine/**", "tests/apiserver/**", "tests/aws/**", "tests/browser/**"],
  timeout: 180_000, // CI builds and tests the engine beside the tests
};
