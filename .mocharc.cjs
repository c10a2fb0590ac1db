module.exports = { require: ["./register.cjs"], spec: ["tests/**/*.test.ts"], ignore: ["tests/engine/**"], timeout: 20_000 };
