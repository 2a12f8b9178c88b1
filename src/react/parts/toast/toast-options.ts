/** Options of toasts. Types only. */
import type { LogLevel } from '@gradio-stream/client/internal/run/run-event'

/** How log lines are shown as toasts. */
export interface ToastOptions {
  /** How many are visible at once: the newest. @defaultValue 3 */
  readonly limit?: number | undefined
  /** Levels that are shown; the others are only in the log. @defaultValue all */
  readonly levels?: readonly LogLevel[] | undefined
}
