/** Gradio's `/info`: the named endpoints and what their values look like (3.50 to 6.31). Loose, as `config.ts`. */
import { notGradio } from './config.ts'
import { anything, findIssues, list, object, record } from './shape.ts'

/** One value an endpoint of the info answers with. */
export interface ApiReturn {
  readonly label?: unknown
  readonly component?: unknown
  /** JSON schema; its inner `type` can be an object. */
  readonly type?: unknown
  readonly python_type?: unknown
}

/** One parameter of an endpoint of the info. */
export interface ApiParameter extends ApiReturn {
  /** From 4.23. */
  readonly parameter_name?: unknown
  readonly parameter_has_default?: unknown
  readonly parameter_default?: unknown
  readonly example_input?: unknown
}

/** One endpoint of the info. */
export interface ApiEndpoint {
  readonly parameters: readonly ApiParameter[]
  readonly returns: readonly ApiReturn[]
  readonly description?: unknown
}

/** What `/info` says of an app: hidden endpoints and `gr.State` are left out of it. */
export interface ApiInfo {
  /** By name, with its leading slash. */
  readonly named_endpoints: Readonly<Record<string, ApiEndpoint>>
}

// Every member of a value is judged where it is read.
const values = list(object<object>({}))
const apiInfo = object<ApiInfo>({
  named_endpoints: record(object<ApiEndpoint>({ parameters: values, returns: values, description: anything })),
})

/** Reads an answer of `/info`. Throws `app-not-gradio` with what was wrong in `details.seen`. */
export function parseApiInfo(answer: unknown): ApiInfo {
  const issues = findIssues(apiInfo, answer)
  // Judged on the line above.
  if (issues.length === 0) return answer as ApiInfo
  throw notGradio('info', answer, issues)
}
