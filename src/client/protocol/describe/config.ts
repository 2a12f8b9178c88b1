/** The parts of Gradio's `/config` that this library reads (3.50 to 6.31). Unknown fields are allowed and ignored. */
import { GradioStreamError } from '../../errors.ts'
import { anything, findIssues, typeInWords, list, number, object, optional, text } from '../shape.ts'
import type { ShapeIssue } from '../shape.ts'

/** One component of the page. */
export interface GradioComponent {
  readonly id: number
  readonly type: string
  /** Each key is checked where it is read: a server may put anything here. */
  readonly props?: unknown
  readonly skip_api?: unknown
}

/** One function of the app, and what it reads and writes. */
export interface GradioDependency {
  /** Absent before 4.22: the index in the list counts. */
  readonly id?: number | null | undefined
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  /** Name without its leading slash; `false` or null without a name. */
  readonly api_name?: unknown
  readonly api_description?: unknown
  /** Up to 5. */
  readonly show_api?: unknown
  /** From 6: `public`, `private`, `undocumented`. */
  readonly api_visibility?: unknown
  readonly backend_fn?: unknown
  /** From 5: `stream` for a function that takes an input stream. */
  readonly connection?: unknown
  /** From 5, for an input stream: seconds between two frames, and seconds that one run may take frames. */
  readonly stream_every?: unknown
  readonly time_limit?: unknown
  readonly types?: { readonly generator?: unknown } | null | undefined
  /** `[component id, event]` of what calls it. */
  readonly targets?: unknown
  /** A script of the page that runs with it. */
  readonly js?: unknown
  /** Id of the function that it follows (`.then`). */
  readonly trigger_after?: unknown
  /** It follows only if that one succeeded. */
  readonly trigger_only_on_success?: unknown
}

/** An app's `/config`. */
export interface GradioConfig {
  readonly version: string
  readonly protocol?: string | null | undefined
  readonly api_prefix?: string | null | undefined
  readonly title?: unknown
  /** `interface`, `blocks`, `chat_interface`, … */
  readonly mode?: unknown
  /** The page as a tree of component ids. */
  readonly layout?: unknown
  /** Other pages, by path; from 5.20. */
  readonly page?: unknown
  /** `gr.I18n`'s table, from 5.30. */
  readonly i18n_translations?: unknown
  /** `owner/space`; null outside of a Space. */
  readonly space_id?: unknown
  readonly max_file_size?: unknown
  readonly run_history?: unknown
  /** The signed-in user; null without a sign-in. */
  readonly username?: unknown
  /** Never followed: proxies make it wrong, and a server may lie. */
  readonly root?: unknown
  /** No released Gradio sends it (`direct-resume.ts`). */
  readonly resume_sessions?: unknown
  /** The relay's addition: the app's real version, when the relay has to show Gradio's clients a newer one. */
  readonly upstream?: { readonly version: string } | null | undefined
  readonly components: readonly GradioComponent[]
  readonly dependencies: readonly GradioDependency[]
}

const config = object<GradioConfig>({
  version: text,
  protocol: optional(text),
  api_prefix: optional(text),
  title: anything,
  mode: anything,
  layout: anything,
  page: anything,
  i18n_translations: anything,
  space_id: anything,
  /** From 6.24 on: the app has a page of the runs made on its own page. */
  run_history: anything,
  max_file_size: anything,
  username: anything,
  root: anything,
  resume_sessions: anything,
  upstream: optional(object<{ version: string }>({ version: text })),
  components: list(object<GradioComponent>({ id: number, type: text, props: anything, skip_api: anything })),
  dependencies: list(
    object<GradioDependency>({
      id: optional(number),
      inputs: list(number),
      outputs: list(number),
      api_name: anything,
      api_description: anything,
      show_api: anything,
      api_visibility: anything,
      backend_fn: anything,
      connection: anything,
      stream_every: anything,
      time_limit: anything,
      types: optional(object<{ generator?: unknown }>({ generator: anything })),
      targets: anything,
      js: anything,
      trigger_after: anything,
      trigger_only_on_success: anything,
    }),
  ),
})

/** Reads an answer of `/config`. Throws `app-not-gradio`; `details.seen` says what was wrong. */
export function parseConfig(value: unknown): GradioConfig {
  const issues = findIssues(config, value)
  // Checked on the line above.
  if (issues.length === 0) return value as GradioConfig
  throw notGradio('config', value, issues)
}

/** The error for an answer that does not have Gradio's shape. */
export function notGradio(what: 'config' | 'info', value: unknown, issues: readonly ShapeIssue[]): GradioStreamError<'app-not-gradio'> {
  const words = issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.') || `the ${what}`}: ${message}`)
  return new GradioStreamError('app-not-gradio', {
    message: `The ${what} of the app does not have Gradio's shape: it is ${typeInWords(value)} (${words.join('; ')}).`,
    hint: 'Check that the address is that of a Gradio app, not of a page around it.',
    details: { seen: words.join('; ') },
  })
}
