/**
 * Gradio's `/info`: the named endpoints and the types of their values (3.50 to 6.31). Unknown fields are allowed, as in
 * `config.ts`.
 */
import { notGradio } from './config.ts'
import { anything, findIssues, list, object, record } from '../shape.ts'

/** One value that an endpoint returns, in the info. */
export interface ApiReturn {
  readonly label?: unknown
  readonly component?: unknown
  /** JSON schema. Its inner `type` can be an object. */
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
  /** From 6.21, for a function that takes a `gr.OAuthToken`: `required` or `optional`. */
  readonly oauth_token?: unknown
}

/** An app's `/info`. It does not list hidden endpoints and `gr.State`. */
export interface ApiInfo {
  /** By name, with its leading slash. */
  readonly named_endpoints: Readonly<Record<string, ApiEndpoint>>
}

// Every member of a value is checked where it is read.
const values = list(object<object>({}))
const apiInfo = object<ApiInfo>({
  named_endpoints: record(object<ApiEndpoint>({ parameters: values, returns: values, description: anything, oauth_token: anything })),
})

/** Reads an answer of `/info`. Throws `app-not-gradio`; `details.seen` says what was wrong. */
export function parseApiInfo(answer: unknown): ApiInfo {
  const issues = findIssues(apiInfo, answer)
  // Checked on the line above.
  if (issues.length === 0) return answer as ApiInfo
  throw notGradio('info', answer, issues)
}
