// What the rest of the plan asks for. Prices load with the first resource of their region.
export { budgetFindings } from "./budget";
export { estimateCost as costOf } from "./estimate";
