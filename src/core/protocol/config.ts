/** Gradio's `/config`, as far as this library reads it (3.50 to 6.31). Loose: what a version adds is kept and ignored. */
import * as z from 'zod/mini'
import { GradioStreamError } from '../errors.ts'

const optionalText = z.optional(z.nullable(z.string()))

const component = z.looseObject({
  id: z.number(),
  type: z.string(),
  /** Judged key by key where it is read: a server may put anything here. */
  props: z.optional(z.unknown()),
  skip_api: z.optional(z.unknown()),
})

const dependency = z.looseObject({
  /** Absent before 4.22: the place in the list counts. */
  id: z.optional(z.nullable(z.number())),
  inputs: z.array(z.number()),
  outputs: z.array(z.number()),
  /** Name without its leading slash; `false` or null for none. */
  api_name: z.optional(z.unknown()),
  api_description: z.optional(z.unknown()),
  /** Up to 5. */
  show_api: z.optional(z.unknown()),
  /** From 6: `public`, `private`, `undocumented`. */
  api_visibility: z.optional(z.unknown()),
  backend_fn: z.optional(z.unknown()),
  /** From 5: `stream` for a function that takes an input stream. */
  connection: z.optional(z.unknown()),
  types: z.optional(z.nullable(z.looseObject({ generator: z.optional(z.unknown()) }))),
})

const config = z.looseObject({
  version: z.string(),
  protocol: optionalText,
  api_prefix: optionalText,
  title: z.optional(z.unknown()),
  /** `owner/space`, null elsewhere. */
  space_id: z.optional(z.unknown()),
  max_file_size: z.optional(z.unknown()),
  /** The relay's own addition: what the app is, where the relay has to show Gradio's clients something newer. */
  upstream: z.optional(z.nullable(z.looseObject({ version: z.string() }))),
  components: z.array(component),
  dependencies: z.array(dependency),
})

/** What `/config` says of an app. `root` is in it but never followed. */
export type GradioConfig = z.infer<typeof config>
/** One component of the page. */
export type GradioComponent = z.infer<typeof component>
/** One function of the app and what it reads and writes. */
export type GradioDependency = z.infer<typeof dependency>

/** Reads an answer of `/config`. Throws `app-not-gradio` with what was wrong in `details.seen`. */
export function parseConfig(value: unknown): GradioConfig {
  const result = z.safeParse(config, value)
  if (result.success) return result.data
  throw notGradio('config', value, result.error.issues)
}

/** What is thrown for an answer that does not have Gradio's shape. */
export function notGradio(
  what: 'config' | 'info',
  value: unknown,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): GradioStreamError<'app-not-gradio'> {
  const words = issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.') || `the ${what}`}: ${issue.message}`)
  const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`
  return new GradioStreamError('app-not-gradio', {
    message: `The ${what} of the app does not have Gradio's shape: it is ${kind} (${words.join('; ')}).`,
    hint: 'Check that the address is that of a Gradio app, not of a page around it.',
    details: { seen: words.join('; ') },
  })
}
