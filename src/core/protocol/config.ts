/** Gradio's `/config`, as far as this library reads it (3.50 to 6.31). Loose: what a version adds is kept and ignored. */
import { GradioStreamError } from '../errors.ts'
import { anything, findIssues, kindOf, list, number, object, optional, text } from './shape.ts'
import type { ShapeIssue } from './shape.ts'

/** One component of the page. */
export interface GradioComponent {
  readonly id: number
  readonly type: string
  /** Judged key by key where it is read: a server may put anything here. */
  readonly props?: unknown
  readonly skip_api?: unknown
}

/** One function of the app and what it reads and writes. */
export interface GradioDependency {
  /** Absent before 4.22: the place in the list counts. */
  readonly id?: number | null | undefined
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  /** Name without its leading slash; `false` or null for none. */
  readonly api_name?: unknown
  readonly api_description?: unknown
  /** Up to 5. */
  readonly show_api?: unknown
  /** From 6: `public`, `private`, `undocumented`. */
  readonly api_visibility?: unknown
  readonly backend_fn?: unknown
  /** From 5: `stream` for a function that takes an input stream. */
  readonly connection?: unknown
  readonly types?: { readonly generator?: unknown } | null | undefined
  /** `[component id, event]` of what calls it. */
  readonly targets?: unknown
  /** A script of the page that runs with it. */
  readonly js?: unknown
  /** Id of the function it follows (`.then`). */
  readonly trigger_after?: unknown
}

/** What `/config` says of an app. */
export interface GradioConfig {
  readonly version: string
  readonly protocol?: string | null | undefined
  readonly api_prefix?: string | null | undefined
  readonly title?: unknown
  /** `owner/space`, null elsewhere. */
  readonly space_id?: unknown
  readonly max_file_size?: unknown
  /** Never followed: proxies get it wrong, and a server may lie. */
  readonly root?: unknown
  /** The relay's own addition: what the app is, where the relay has to show Gradio's clients something newer. */
  readonly upstream?: { readonly version: string } | null | undefined
  readonly components: readonly GradioComponent[]
  readonly dependencies: readonly GradioDependency[]
}

const config = object<GradioConfig>({
  version: text,
  protocol: optional(text),
  api_prefix: optional(text),
  title: anything,
  space_id: anything,
  max_file_size: anything,
  root: anything,
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
      types: optional(object<{ generator?: unknown }>({ generator: anything })),
      targets: anything,
      js: anything,
      trigger_after: anything,
    }),
  ),
})

/** Reads an answer of `/config`. Throws `app-not-gradio` with what was wrong in `details.seen`. */
export function parseConfig(value: unknown): GradioConfig {
  const issues = findIssues(config, value)
  // Judged on the line above.
  if (issues.length === 0) return value as GradioConfig
  throw notGradio('config', value, issues)
}

/** What is thrown for an answer that does not have Gradio's shape. */
export function notGradio(what: 'config' | 'info', value: unknown, issues: readonly ShapeIssue[]): GradioStreamError<'app-not-gradio'> {
  const words = issues.slice(0, 5).map(({ path, message }) => `${path.map(String).join('.') || `the ${what}`}: ${message}`)
  return new GradioStreamError('app-not-gradio', {
    message: `The ${what} of the app does not have Gradio's shape: it is ${kindOf(value)} (${words.join('; ')}).`,
    hint: 'Check that the address is that of a Gradio app, not of a page around it.',
    details: { seen: words.join('; ') },
  })
}
