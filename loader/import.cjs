// In a file of its own: the code of a module that calls `import()` cannot be kept (code-cache.cjs).
module.exports = (specifier) => import(specifier);
