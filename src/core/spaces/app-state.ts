/** What an app is at one moment, before and beside any run. Types only: whoever follows it is loaded when needed. */

/**
 * `waking`: it sleeps or starts. `building`: its image is built. `login-required`: it wants a user, or is private. `unreachable`: nobody
 * answers, or it did not wake in time. `not-gradio`: something else answers. `unknown`: nothing is known yet.
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
  /** `owner/space` of a Hugging Face Space, where it is known. */
  readonly space: string | null
  /** The Hub's own word for it, such as `APP_STARTING`; `null` where nobody said. */
  readonly stage: string | null
  /** When it began to be waited for, epoch milliseconds; `null` where nobody had to wait. */
  readonly since: number | null
  /** When it is asked again, epoch milliseconds; `null` while it is being asked and where it is not. */
  readonly nextCheckAt: number | null
}
