/**
 * What the library knows about a discovered app: one shape for every Gradio version and both routes. `describe-app.ts`
 * makes it. Nothing above `protocol/` reads config or info itself.
 */
import type { AppEvent } from './app-events.ts'
import type { AppFeatures } from './app-features.ts'
import type { LayoutNode } from './layout.ts'
import type { Translations } from './translations.ts'
import type { ComponentEvent } from './trigger.ts'

/** Name of the queue protocol in `config.protocol`. Gradio 3 has none, which means `ws`. */
export type GradioProtocol = 'ws' | 'sse' | 'sse_v1' | 'sse_v2' | 'sse_v2.1' | 'sse_v3'

/** What answers: the app itself, or our relay in front of it. */
export type Route = 'direct' | 'relay'

/**
 * What the route to this app can do. On a direct route everything is false (except `resume`, if a future Gradio has
 * it).
 */
export interface Capabilities {
  /** A new stream can continue where a dropped one stopped (`Last-Event-ID`). */
  readonly resume: boolean
  /** `queue/poll` gives the same messages without a stream. */
  readonly polling: boolean
  /** A run goes on when the page closes. */
  readonly survivesDisconnect: boolean
  /** A waiting run can be taken out of the queue without dropping its stream. */
  readonly cancelWaiting: boolean
  /** A join can be repeated if its answer was lost: the server recognises its key and begins the run once. */
  readonly repeatableJoin: boolean
}

/** The pace and the time limit of an input stream. */
export interface InputStream {
  /** Shortest time between two frames (`stream_every`). */
  readonly everyMs: number
  /** The app ends the run after this time (`time_limit`). `null`: the run goes on as long as frames come. */
  readonly timeLimitMs: number | null
}

/** One parameter of an endpoint, in call order, without `gr.State`. */
export interface ParameterDescription {
  /** `parameter_name` of the info, else the label; unique within its endpoint. */
  readonly name: string
  /**
   * The author's label; without one, the author's other words for it, such as the argument's name. A `gr.I18n` mark in
   * it is resolved by the app's `translations`.
   */
  readonly label: string
  /**
   * Present if the author gave no words. `label` is then an English word for the component, and this number counts the
   * fields with the same word, from 1.
   */
  readonly unnamed?: number
  /** Component type as in the config, lower case: `textbox`, `slider`, `dropdown`, … */
  readonly component: string
  /** JSON schema Gradio gives for the value. Its inner `type` can be an object (`gr.JSON`). */
  readonly schema: Readonly<Record<string, unknown>>
  /** Python type as text, empty when unknown. */
  readonly pythonType: string
  /** Whether a call may omit it. */
  readonly hasDefault: boolean
  /** The value of an omitted parameter; without a default, the component's initial value; `null` if there is none. */
  readonly defaultValue: unknown
  readonly exampleValue: unknown
  /**
   * The component's properties in the config: `minimum`, `maximum`, `step`, `choices`, `lines`, `info`, `placeholder`,
   * …
   */
  readonly props: Readonly<Record<string, unknown>>
  /** The component on the app's page. If one of the `returns` has the same id, that output writes into this field. */
  readonly componentId?: number
  /**
   * The parameter takes live data of a microphone or camera. `frames`: one run takes frame after frame (`Run.send`).
   * `calls`: this Gradio (4 and older) makes a call per frame. Absent for every other parameter.
   */
  readonly live?: 'frames' | 'calls'
}

/** One value that an endpoint returns, without `gr.State`. */
export interface ReturnDescription {
  readonly label: string
  readonly component: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly props: Readonly<Record<string, unknown>>
  /** The component on the app's page. */
  readonly componentId?: number
  /** Ids of the containers around it that some function opens, selects or hides. Absent if there are none. */
  readonly boxes?: readonly number[]
  /**
   * The app's page hides it at first, and a later function also writes to it: that function may show it. Otherwise
   * absent.
   */
  readonly isRevealed?: boolean
}

/**
 * What each position of the wire's `data` holds: an entry of `parameters`/`returns` by index, or a `gr.State`, which
 * info omits and the wire needs as `null` (docs/gradio-protocol.md#1-discovery). `sent` is sent in its place: a button
 * sends its label, as on Gradio's page. @defaultValue null
 * @internal
 */
export type WireSlot =
  | { readonly kind: 'value'; readonly index: number }
  | {
      readonly kind: 'state'
      readonly sent?: string
      /** A container of the page that the function changes: an entry of `boxes`. */
      readonly box?: number
    }

/** Examples that the app offers for some of an endpoint's parameters. */
export interface ExampleSet {
  readonly label: string | null
  /** Names of the parameters that an example fills, in the order of its values. */
  readonly parameters: readonly string[]
  /** One list of values per example. Files in them are stored at the app. At most 1,000. */
  readonly rows: readonly (readonly unknown[])[]
  /** The app's names for the examples. Empty, or shorter than `rows`, if some have no name. */
  readonly labels: readonly string[]
}

/** A chat whose endpoint returns only the reply, while the app keeps the history (`gr.ChatInterface`). */
export interface ChatDescription {
  /** Which of the `parameters` is the message. */
  readonly message: number
  /** Which of the `returns` is the reply. */
  readonly answer: number
  /**
   * The `gr.Chatbot` of the app's page: its label, its id, and its properties (`value` is the initial conversation).
   */
  readonly chatbot: ReturnDescription
  /**
   * A function of the app that replaces this session's history by a given conversation: for retry, undo and clear.
   * Absent (Gradio 3 and 4): only a new session forgets the history.
   */
  readonly rewrite?: EndpointDescription
}

/** One named endpoint of an app. */
export interface EndpointDescription {
  /** With its leading slash. */
  readonly name: string
  /** @internal Gradio's number of the function. */
  readonly fnIndex: number
  readonly description: string | null
  /** Yields several values. Only such a function can be stopped while it runs. */
  readonly isGenerator: boolean
  /** Holds `gr.State`: its calls share a session and run one after another. */
  readonly isStateful: boolean
  /**
   * It takes or changes a list or limit that other functions change or take: their calls also share a session.
   * @defaultValue false
   */
  readonly isTied?: boolean
  /**
   * It acts with the caller's Hugging Face token (`gr.OAuthToken`), which is required or optional. Gradio 6.21 and
   * newer report it; otherwise absent.
   */
  readonly oauthToken?: 'required' | 'optional'
  /** Takes frame after frame in one run (`Run.send`). From Gradio 5 on. @defaultValue false */
  readonly isInputStream?: boolean
  /** Present if `isInputStream` is true. */
  readonly inputStream?: InputStream
  readonly parameters: readonly ParameterDescription[]
  readonly returns: readonly ReturnDescription[]
  /** @internal */
  readonly inputSlots: readonly WireSlot[]
  /** @internal */
  readonly outputSlots: readonly WireSlot[]
  /**
   * Ids of the containers that its function opens, selects or hides (`gr.Tabs`, `gr.Column`, …). Absent if there are
   * none.
   */
  readonly boxes?: readonly number[]
  /** The chat events of the app's page that call it (`chatbot.retry(…)`). Absent if there are none. */
  readonly events?: readonly ComponentEvent[]
  /**
   * How the author arranged the parameters. Absent if the app does not say. Holds every parameter that is ever shown,
   * once.
   */
  readonly layout?: readonly LayoutNode[]
  /** The author's label of the button that runs it. Absent without a button, and if the label is Gradio's default. */
  readonly submitLabel?: string
  /** Absent if it is not a chat, or if it returns the whole conversation. */
  readonly chat?: ChatDescription
  /** Absent if the app offers none. */
  readonly examples?: readonly ExampleSet[]
  /** Absolute URL that names this endpoint, `…/call/<name>`. `discoverSSE` lists it, and `SSEClient` takes it. */
  readonly url: string
}

/** A discovered app. Immutable, and JSON except for defaults and limits that are a `bigint`. */
export interface AppDescription {
  /** `owner/space` of a Hugging Face Space, if the app reports it. */
  readonly space?: string
  /**
   * The requested address, normalised: no trailing slash, no query. On the relay route, the address that the relay was
   * asked for.
   */
  readonly address: string
  readonly route: Route
  /** Absolute URL of the app's routes, with the prefix and without a trailing slash. Never taken from `config.root`. */
  readonly apiUrl: string
  /** Absolute URL of the app itself, without the prefix: `config` and `login` are there. */
  readonly rootUrl: string
  /**
   * The URL that the app believes to be `rootUrl`, if it differs, as behind a proxy. Only used to recognise the app's
   * own files in texts, never requested.
   */
  readonly innerUrl?: string
  /** Gradio's version, e.g. `6.31.0`. */
  readonly version: string
  readonly protocol: GradioProtocol
  readonly title: string | null
  /** The user who is signed in at the app, as the app reports. Absent if it has no users or there is no sign-in. */
  readonly user?: string
  /** It has a button to sign in with Hugging Face (`gr.LoginButton`): some of its functions may need it. */
  readonly hasLoginButton?: true
  /** Words of `gr.I18n`, by language. Texts of the app contain marks for them. Absent if the app has none. */
  readonly translations?: Translations
  /** False when the app or the relay wants clients to poll. */
  readonly supportsSSE: boolean
  readonly capabilities: Capabilities
  /** What its version of Gradio does. */
  readonly features: AppFeatures
  /**
   * The app's page that lists runs from its own page, which are in that page's storage (Gradio 6.24 and newer). Absent
   * if it has none, and through a relay.
   */
  readonly runHistoryUrl?: string
  /** Largest upload that the app accepts; `null` when it does not say. */
  readonly maxFileSizeBytes: number | null
  /**
   * Why the app's info could not be read, one sentence. Names and defaults of parameters then come from the config
   * alone. Absent when info was read.
   */
  readonly infoFailure?: string
  /** Named endpoints in the app's order, without hidden ones. */
  readonly endpoints: readonly EndpointDescription[]
  /** What the app's page calls by itself, and what fills fields of these endpoints. Absent if there is nothing. */
  readonly events?: readonly AppEvent[]
}

/** What a direct connection to an app can do: none of what a relay adds. */
export const DIRECT_CAPABILITIES: Capabilities = {
  resume: false,
  polling: false,
  survivesDisconnect: false,
  cancelWaiting: false,
  repeatableJoin: false,
}
