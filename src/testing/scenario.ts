/** What a scenario is: one endpoint of a Gradio app, and what it sends when it is called. Types only. */

/** A queue message as Gradio sends it, without `event_id`. The engine adds the id. */
export interface ScenarioMessage {
  readonly msg: string
  readonly [field: string]: unknown
}

/**
 * What happens to the connection instead of a message. `drop`: the body breaks. `end`: the server ends the body cleanly
 * in the middle. `stall`: the body stays open and sends nothing more, not even a heartbeat. One reader meets a fault,
 * once. In relay mode the run goes on and the next reader resumes; in direct mode `drop` and `end` lose the run, as in
 * Gradio.
 */
export type ScenarioFault = 'drop' | 'end' | 'stall'

/** One moment of a scenario: a message, a raw text, or a fault. */
export interface ScenarioStep {
  /** Wait since the step before, in milliseconds at speed 1. */
  readonly afterMs: number
  readonly message?: ScenarioMessage
  /** Sent unchanged instead of a message: for texts that are not JSON. */
  readonly text?: string
  readonly fault?: ScenarioFault
}

/** One value that an endpoint takes or returns, as its Gradio component. */
export interface ScenarioParameter {
  /** The name of the parameter in a call. */
  readonly name: string
  /** @defaultValue the name */
  readonly label?: string
  /** Gradio component type, lower case: `textbox`, `slider`, `dropdown`, `state`, … */
  readonly component: string
  /** Initial value; it is also the default. Absent: the parameter has no default. */
  readonly value?: unknown
  /** Component properties for the config: `minimum`, `choices`, `lines`, `info`, … */
  readonly props?: Readonly<Record<string, unknown>>
  /** JSON schema for the info. @defaultValue what Gradio says for the component */
  readonly schema?: Readonly<Record<string, unknown>>
  /**
   * What a `fileexplorer` lists: names by the path of their folder, `''` for the root. A name that ends in `/` is a
   * folder. Any other path fails (500). @defaultValue the root is empty
   */
  readonly folders?: Readonly<Record<string, readonly string[]>>
}

/** One value that an endpoint returns. */
export type ScenarioReturn = Omit<ScenarioParameter, 'value'>

/** An HTTP answer instead of a place in the queue. */
export interface ScenarioRefusal {
  readonly status: number
  /** Sent as JSON, a string as plain text. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A file the engine serves at `gradio_api/file=<path>`. */
export interface ScenarioFile {
  /** Path on the imagined server. */
  readonly path: string
  readonly mimeType: string
  readonly body: string | Uint8Array
}

/** What `steps` of a scenario gets beside the inputs. */
export interface ScenarioContext {
  /** A Gradio `FileData` for one of the scenario's files or an uploaded file, with its address. */
  readonly file: (path: string) => Record<string, unknown>
}

/** One endpoint and the messages it sends. Plain data where possible, so that a recorded run is a scenario too. */
export interface Scenario {
  /** Endpoint name, without a slash. */
  readonly name: string
  readonly description?: string
  readonly parameters: readonly ScenarioParameter[]
  readonly returns: readonly ScenarioReturn[]
  /** Yields several values. Only such a run stops when it is cancelled or its reader leaves. @defaultValue false */
  readonly isGenerator?: boolean
  /** Answers 405 and a page of HTML instead of the stream, so that clients poll. @defaultValue false */
  readonly refuseSse?: boolean
  /** Refuses the join: always, or for the inputs for which the function returns an answer. */
  readonly joinRefusal?: ScenarioRefusal | ((inputs: readonly unknown[]) => ScenarioRefusal | null)
  /** The messages to send. A list without a `process_completed` leaves the run open. */
  readonly steps: readonly ScenarioStep[] | ((inputs: readonly unknown[], context: ScenarioContext) => readonly ScenarioStep[])
  /** Plays this many steps and holds the run until `release()`: for stories that stand still. */
  readonly holdAfter?: number
  /** Files that its values point to. */
  readonly files?: readonly ScenarioFile[]
}
