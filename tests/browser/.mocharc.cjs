module.exports = { require: ["./register.cjs", "./tests/browser/setup.ts"], spec: ["tests/browser/**/*.test.ts"], timeout: 120_000 };
