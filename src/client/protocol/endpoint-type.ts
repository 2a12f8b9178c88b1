/** The type of one endpoint, written by hand or generated, and what follows from it. Types only. */

/**
 * What one endpoint takes and gives. Values are typed as they are sent and received; nothing is checked at run time.
 *
 * @example
 * ```ts
 * interface Caption {
 *   inputs: { prompt: string; steps?: number }
 *   args: [prompt: string, steps?: number]
 *   data: [caption: string]
 * }
 * const { data, submit } = useGradioStream<Caption>({ app: 'owner/space', endpoint: '/caption' })
 * submit({ prompt: 'A lake' })
 * data?.[0].toUpperCase()
 * ```
 */
export interface EndpointType {
  /** Inputs by parameter name; optional where the endpoint has a default. */
  readonly inputs: object
  /** The same by position, as a tuple. Absent: inputs cannot be given by position. */
  readonly args?: readonly unknown[]
  /** The values of the endpoint's outputs, as a tuple. */
  readonly data: readonly unknown[]
}

/** The type of an endpoint that nobody has described: any names, any number of values. */
export interface AnyEndpoint extends EndpointType {
  readonly inputs: Readonly<Record<string, unknown>>
  readonly args: readonly unknown[]
  readonly data: readonly unknown[]
}

/** Inputs of an endpoint, by name or by position. */
export type InputsOf<Endpoint extends EndpointType> =
  | Readonly<Endpoint['inputs']>
  | (Endpoint extends { readonly args: infer Args extends readonly unknown[] } ? Readonly<Args> : never)

/** The argument of a call: it may be left out if every input has a default. */
export type InputArguments<Endpoint extends EndpointType> =
  Partial<Endpoint['inputs']> extends Endpoint['inputs'] ? [inputs?: InputsOf<Endpoint>] : [inputs: InputsOf<Endpoint>]

/** Values of an endpoint, a tuple. */
export type DataOf<Endpoint extends EndpointType> = Readonly<Endpoint['data']>
