/**
 * What the library knows of an app once it is discovered: one shape for every Gradio version and
 * for both routes. Made by `describe-app.ts`; nothing above `protocol/` reads config or info itself.
 */
import type { ComponentEvent } from './trigger.ts'

/** Name of the queue protocol in `config.protocol`; Gradio 3 has none and means `ws`. */
export type GradioProtocol = 'ws' | 'sse' | 'sse_v1' | 'sse_v2' | 'sse_v2.1' | 'sse_v3'

/** Who answers: the app itself, or our relay in front of it. */
export type Route = 'direct' | 'relay'

/** What the way to this app can do. Everything false on a direct route. */
export interface Capabilities {
  /** A dropped stream can be read on from where it stopped (`Last-Event-ID`). */
  readonly resume: boolean
  /** `queue/poll` gives the same messages without a stream. */
  readonly polling: boolean
  /** A run goes on when the page closes. */
  readonly survivesDisconnect: boolean
  /** A run that waits in the queue can be taken out without dropping its stream. */
  readonly cancelWaiting: boolean
  /** A join whose answer was lost can be sent again: the server knows it by its key, and begins it once. */
  readonly repeatableJoin: boolean
}

/** One parameter of an endpoint, in call order, without `gr.State`. */
export interface ParameterDescription {
  /** `parameter_name` of the info, else the label; unique within its endpoint. */
  readonly name: string
  readonly label: string
  /** Component type as in the config, lower case: `textbox`, `slider`, `dropdown`, … */
  readonly component: string
  /** JSON schema Gradio gives for the value. Its inner `type` can be an object (`gr.JSON`). */
  readonly schema: Readonly<Record<string, unknown>>
  /** Python type as text, empty when unknown. */
  readonly pythonType: string
  /** Whether a call may leave it out. */
  readonly hasDefault: boolean
  /** Value used when it is left out; the component's initial value otherwise, `null` when none. */
  readonly defaultValue: unknown
  readonly exampleValue: unknown
  /** The component's own properties from the config: `minimum`, `maximum`, `step`, `choices`, `lines`, `info`, `placeholder`, … */
  readonly props: Readonly<Record<string, unknown>>
  /** Which component of the app's page this is: the same id among the `returns` means that an output writes into this field. */
  readonly componentId?: number
}

/** One value an endpoint answers with, without `gr.State`. */
export interface ReturnDescription {
  readonly label: string
  readonly component: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly props: Readonly<Record<string, unknown>>
  /** Which component of the app's page this is. */
  readonly componentId?: number
}

/**
 * What stands at each position of the wire's `data`: an entry of `parameters`/`returns` by index, or a
 * `gr.State`, which info leaves out and the wire wants as `null` (PROTOCOL: measured on 3.50 to 6.31).
 */
export type WireSlot = { readonly kind: 'value'; readonly index: number } | { readonly kind: 'state' }

/** Examples the app offers for some of an endpoint's parameters. */
export interface ExampleSet {
  readonly label: string | null
  /** Names of the parameters an example fills, in the order of its values. */
  readonly parameters: readonly string[]
  /** One list of values per example; files in them lie at the app. At most 1,000. */
  readonly rows: readonly (readonly unknown[])[]
  /** What the app calls each example; empty, or shorter than `rows`, where it gives no names. */
  readonly labels: readonly string[]
}

/** One named endpoint of an app. */
export interface EndpointDescription {
  /** With its leading slash. */
  readonly name: string
  readonly fnIndex: number
  readonly description: string | null
  /** Yields several values; only such a function can be stopped while it runs. */
  readonly isGenerator: boolean
  /** Holds `gr.State`: its calls share a session and run one after another. */
  readonly isStateful: boolean
  /** Takes frame after frame in one run (`Run.send`); from Gradio 5 on. @defaultValue false */
  readonly isInputStream?: boolean
  readonly parameters: readonly ParameterDescription[]
  readonly returns: readonly ReturnDescription[]
  readonly inputSlots: readonly WireSlot[]
  readonly outputSlots: readonly WireSlot[]
  /** What happens to a chat of the app's page that calls it (`chatbot.retry(…)`); absent where nothing does. */
  readonly events?: readonly ComponentEvent[]
  /** Absent where the app offers none. */
  readonly examples?: readonly ExampleSet[]
  /** Absolute URL that names this endpoint, `…/call/<name>`; what `discoverSSE` lists and `SSEClient` takes. */
  readonly url: string
}

/** A discovered app. Immutable and JSON-safe. */
export interface AppDescription {
  /** `owner/space` where it is a Hugging Face Space and says so. */
  readonly space?: string
  /** The address it was asked for, normalised: no trailing slash, no query. On the relay route what the relay was asked for. */
  readonly address: string
  readonly route: Route
  /** Absolute URL its routes lie under, with the prefix and without a trailing slash. Never taken from `config.root`. */
  readonly apiUrl: string
  /** Absolute URL of the app itself, without the prefix: where `config` and `login` are. */
  readonly rootUrl: string
  /** Gradio's version, e.g. `6.31.0`. */
  readonly version: string
  readonly protocol: GradioProtocol
  readonly title: string | null
  /** False when the app or the relay wants clients to poll. */
  readonly supportsSSE: boolean
  readonly capabilities: Capabilities
  /** Largest upload the app takes, `null` when it does not say. */
  readonly maxFileSizeBytes: number | null
  /** Named endpoints in the app's order, those it hides left out. */
  readonly endpoints: readonly EndpointDescription[]
}

export const DIRECT_CAPABILITIES: Capabilities = {
  resume: false,
  polling: false,
  survivesDisconnect: false,
  cancelWaiting: false,
  repeatableJoin: false,
}
