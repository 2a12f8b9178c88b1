/** What a scenario is: one endpoint of a Gradio app, and what it sends when it is called. Types only. */

/** A queue message as Gradio sends it, without `event_id`: the engine adds that. */
export interface ScenarioMessage {
  readonly msg: string
  readonly [field: string]: unknown
}

/**
 * What happens to the connection instead of a message. `drop`: the body breaks. `end`: the server ends it cleanly in the
 * middle. `stall`: it stays open and says nothing more, not even a heartbeat. One reader meets a fault, once: in relay mode
 * the run goes on and the next reader resumes; in direct mode `drop` and `end` lose the run, as a real Gradio does.
 */
export type ScenarioFault = 'drop' | 'end' | 'stall'

/** One moment of a scenario: a message, a raw text in place of one, or a fault. */
export interface ScenarioStep {
  /** Wait since the step before, milliseconds at speed 1. */
  readonly afterMs: number
  readonly message?: ScenarioMessage
  /** Sent as it is in place of a message: for texts that are not JSON. */
  readonly text?: string
  readonly fault?: ScenarioFault
}

/** One value an endpoint takes or gives, as its Gradio component. */
export interface ScenarioParameter {
  /** Name in a call. */
  readonly name: string
  /** @defaultValue the name */
  readonly label?: string
  /** Gradio component type, lower case: `textbox`, `slider`, `dropdown`, `state`, … */
  readonly component: string
  /** Initial value, which makes the parameter one with a default. Absent: it has none. */
  readonly value?: unknown
  /** Component properties for the config: `minimum`, `choices`, `lines`, `info`, … */
  readonly props?: Readonly<Record<string, unknown>>
  /** JSON schema for the info. @defaultValue what Gradio says for the component */
  readonly schema?: Readonly<Record<string, unknown>>
  /**
   * What a `fileexplorer` lists: names by the path of their folder, `''` for the root; a name that ends in `/` is a folder. One that is not among
   * them fails (500). @defaultValue the root is empty
   */
  readonly folders?: Readonly<Record<string, readonly string[]>>
}

/** One value an endpoint answers with. */
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

/** What a scenario's `steps` is told beside the inputs. */
export interface ScenarioContext {
  /** A Gradio `FileData` for one of the scenario's files (or an uploaded one), with the address it is served at. */
  readonly file: (path: string) => Record<string, unknown>
}

/** One endpoint and what it sends. Plain data as far as possible, so that a recorded run is one too. */
export interface Scenario {
  /** Endpoint name, without a slash. */
  readonly name: string
  readonly description?: string
  readonly parameters: readonly ScenarioParameter[]
  readonly returns: readonly ScenarioReturn[]
  /** Yields several values; only such a run stops when it is cancelled or its reader goes. @defaultValue false */
  readonly isGenerator?: boolean
  /** Answers 405 and a page of HTML instead of the stream, so that a client polls. @defaultValue false */
  readonly refuseSse?: boolean
  /** Refuses the join: always, or for the inputs for which it gives an answer. */
  readonly joinRefusal?: ScenarioRefusal | ((inputs: readonly unknown[]) => ScenarioRefusal | null)
  /** What is sent. A list without a `process_completed` leaves the run open. */
  readonly steps: readonly ScenarioStep[] | ((inputs: readonly unknown[], context: ScenarioContext) => readonly ScenarioStep[])
  /** Plays so many steps and keeps the run there until `release()`: for stories that stand still. */
  readonly holdAfter?: number
  /** Files its values point to. */
  readonly files?: readonly ScenarioFile[]
}
