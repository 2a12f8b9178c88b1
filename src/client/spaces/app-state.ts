/**
 * The state of an app at one moment, independent of any run. Types only, since the code that follows it is loaded on
 * demand.
 */

/**
 * `waking`: it sleeps or starts. `building`: its image is built. `login-required`: it wants a user, or is private.
 * `unreachable`: no answer, or it did not wake in time. `not-gradio`: the address answers, but is not a Gradio app.
 * `unknown`: before the first answer.
 */
export type AppStatus =
  | 'unknown'
  | 'waking'
  | 'building'
  | 'running'
  | 'paused'
  | 'broken'
  | 'login-required'
  | 'unreachable'
  | 'not-gradio'

/** An app at one moment. */
export interface AppState {
  readonly status: AppStatus
  /** `owner/space` of a Hugging Face Space, if known. */
  readonly space: string | null
  /** The Hub's own word, such as `APP_STARTING`; `null` if the Hub did not say. */
  readonly stage: string | null
  /** When the wait began, epoch milliseconds; `null` without a wait. */
  readonly since: number | null
  /** The time of the next check, epoch milliseconds; `null` during a check, and if none is planned. */
  readonly nextCheckAt: number | null
}
