/** What can be said of toasts. Types only. */
import type { LogLevel } from '../../core/run/run-event.ts'

/** How log lines rise as toasts. */
export interface ToastOptions {
  /** How many are seen at once, the newest. @defaultValue 3 */
  readonly limit?: number | undefined
  /** Levels that rise; the others are in the log only. @defaultValue all */
  readonly levels?: readonly LogLevel[] | undefined
}
