/** The beginning of a value as text, for error messages. A server may nest values deeper than `JSON.stringify` can follow. */

/** At most `length` characters of the value as JSON; of one that cannot be written as such, its kind. Never throws. */
export function previewValue(value: unknown, length: number): string {
  try {
    return JSON.stringify(value)?.slice(0, length) ?? String(value)
  } catch {
    return Array.isArray(value) ? 'a list too deep to be shown' : 'an object too deep to be shown'
  }
}
