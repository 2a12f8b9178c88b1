/** Values of the app as JSON text. A value that is nested too deeply for `JSON.stringify` must not crash the page. */
import { writeExact } from '@gradio-stream/client/internal/protocol/exact-json'

/** The value as JSON; a note if it cannot be written. Never throws. */
export function writeJson(value: unknown, indent?: number): string {
  try {
    return writeExact(value, indent) ?? String(value)
  } catch {
    return '[…]'
  }
}
