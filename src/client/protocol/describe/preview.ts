/** A short form of a value, for messages about it. Never throws: JSON is read without recursion and written with it. */
import { writeExact } from '../exact-json.ts'

const SEEN_LIMIT = 200

/** The beginning of the value's JSON text, at most 200 characters. */
export function preview(value: unknown): string {
  try {
    return writeExact(value)?.slice(0, SEEN_LIMIT) ?? String(value)
  } catch {
    return 'lists or objects nested too deeply to be shown'
  }
}
