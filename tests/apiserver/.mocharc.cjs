module.exports = { require: ["./register.cjs", "./tests/apiserver/setup.ts"], spec: ["tests/apiserver/**/*.test.ts"], timeout: 180_000 };
