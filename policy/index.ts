export { evaluate, evaluateRule } from "./evaluate";
export { withExceptions } from "./exceptions";
export { rules } from "./rules";
