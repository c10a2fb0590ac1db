/** A user interface of an add-on: a Service in its namespace. */
export interface AddonUi {
  /** Name of the Service. */
  readonly service: string;
  /** Port of the Service. */
  readonly port: number;
  /** Whether its pods serve HTTPS. Default: false. */
  readonly https?: boolean;
  /** Path that answers health checks without a login. */
  readonly healthPath: string;
  /** Option of the add-on that must be true for it. Default: none. */
  readonly option?: string;
}
