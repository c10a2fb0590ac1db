import type { PlanDocument } from "../json";
import type { Json } from "../printable";

/** Input of a report. The same input produces the same bytes. */
export interface ReportInput {
  readonly document: PlanDocument;
  /** Sections as the stack file contains them, to mark defaults. Without them nothing is marked. */
  readonly stated?: { readonly [section: string]: Json };
  /** Name of what the plan was compared with, as the user passed it. */
  readonly against?: string;
}
