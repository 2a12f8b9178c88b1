/** Makes an error's text readable: JSON is indented, and of the usual shapes of refusals only the message is kept. */
import { parseExact } from '@gradio-stream/client/internal/protocol/exact-json'
import { writeJson } from '../../kit/write-json.ts'

/** Longer texts are not parsed. */
const LONGEST_PARSED = 200_000
/** In these texts the error itself stands at the end. */
const TRACEBACK = /^\s*Traceback \(most recent call last\)/

/** The text, and whether it is preformatted. */
export interface ReadableError {
  readonly text: string
  readonly isCode: boolean
  /** The important part is at its end. */
  readonly endsWithCause: boolean
}

/** Reads the reason that an app or a server gave. */
export function readableError(text: string): ReadableError {
  const parsed = text.length <= LONGEST_PARSED && /^\s*[[{]/.test(text) ? parse(text) : undefined
  if (parsed !== undefined) {
    const said = whatItSays(parsed)
    return said === null
      ? { text: writeJson(parsed, 2), isCode: true, endsWithCause: false }
      : { text: said, isCode: false, endsWithCause: false }
  }
  const isTraceback = TRACEBACK.test(text)
  return { text, isCode: isTraceback || /\n {2,}\S/.test(text), endsWithCause: isTraceback }
}

function parse(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}

/**
 * The message in `{"detail": …}`, in a list of errors of FastAPI or pydantic, or in `{"error": …}`; `null` for anything
 * else.
 */
function whatItSays(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    const lines = value.map((one) => finding(one))
    return lines.length > 0 && lines.every((line) => line !== null) ? lines.join('\n') : null
  }
  if (typeof value !== 'object' || value === null) return null
  const names = Object.keys(value)
  const [name = ''] = names
  // Only if it is the only member: otherwise facts would be lost.
  return names.length === 1 && /^(?:detail|error|message|msg)$/.test(name) ? whatItSays(Object.values(value)[0]) : finding(value)
}

/** `{"loc": ["body", "data", 0], "msg": "Input should be a valid integer"}` as one line. */
function finding(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || !('msg' in value) || typeof value.msg !== 'string') return null
  const place = 'loc' in value && Array.isArray(value.loc) ? value.loc.map(String).join(' › ') : ''
  return place === '' ? value.msg : `${place}: ${value.msg}`
}

/** The beginning of a text, for one or a few lines. */
export function beginningOf(text: string, length: number): string {
  if (text.length <= length) return text
  const code = text.charCodeAt(length - 1)
  // Never cuts between the halves of a character.
  return `${text.slice(0, code >= 0xd8_00 && code <= 0xdb_ff ? length - 1 : length)}…`
}
