module.exports = { require: ["./register.cjs", "./tests/aws/setup.ts"], spec: ["tests/aws/**/*.test.ts"], timeout: 600_000 };
