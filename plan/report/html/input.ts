import type { PlanDocument } from "../json";
import type { Json } from "../printable";

/** What a report shows. The same input gives the same bytes. */
export interface ReportInput {
  readonly document: PlanDocument;
  /** Sections as the stack file states them, to tell them from defaults; without them nothing is marked. */
  readonly stated?: { readonly [section: string]: Json };
  /** What the document's changes come from, as the user named it. */
  readonly against?: string;
}
