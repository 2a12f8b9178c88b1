/** Values of the app as JSON text. One nested deeper than `JSON.stringify` can follow must not take the page down. */

/** The value as JSON; what cannot be written is said to be. Never throws. */
export function writeJson(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent) ?? String(value)
  } catch {
    return '[…]'
  }
}
