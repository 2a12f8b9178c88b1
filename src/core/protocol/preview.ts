/** What was seen, in few words, for messages about it. Never throws: JSON is read without recursion and written with it. */

const SEEN_LIMIT = 200

/** The value as the beginning of its JSON text, at most 200 characters. */
export function preview(value: unknown): string {
  try {
    return JSON.stringify(value)?.slice(0, SEEN_LIMIT) ?? String(value)
  } catch {
    return 'lists or objects nested too deeply to be shown'
  }
}
