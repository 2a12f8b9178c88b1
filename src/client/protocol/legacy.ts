/** Differences of older Gradio versions, in one place. */
import { writeExact } from './exact-json.ts'
import { preview } from './describe/preview.ts'
import type { GradioProtocol } from './describe/app-description.ts'

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\' }
const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([nrt'"\\]))/g

/** First number of a version text; `0` without one. */
export function majorVersion(version: string): number {
  const major = Number.parseInt(version, 10)
  return Number.isNaN(major) ? 0 : major
}

/** Whether a version is below `major.minor.patch`. Missing numbers are 0. */
export function isBefore(version: string, major: number, minor = 0, patch = 0): boolean {
  const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0)
  if (ownMajor !== major) return ownMajor < major
  return ownMinor === minor ? ownPatch < patch : ownMinor < minor
}

/**
 * The words of a `gr.Error`. Gradio 3 and 4 send its Python `repr`, with a pair of quotes around and escapes inside.
 */
export function unquoteError(text: string, version: string): string {
  if (majorVersion(version) >= 5 || text.length < 2) return text
  const quote = text[0]
  if ((quote !== "'" && quote !== '"') || !text.endsWith(quote)) return text
  return text.slice(1, -1).replace(ESCAPE, (whole, byte?: string, short?: string, long?: string, char?: string) => {
    if (char !== undefined) return ESCAPES[char] ?? whole
    const point = Number.parseInt(byte ?? short ?? long ?? '', 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** The app's words for a failure: `null` when it hides them, empty when its error has no text. */
export function errorWords(error: unknown, app: { readonly version: string; readonly protocol: GradioProtocol }): string | null {
  if (error === null || error === undefined) return null
  if (typeof error !== 'string') return whole(error)
  // Before 4.22 a hidden error after a first value reads "None" (Gradio `queueing.py`).
  if (error === 'None' && (app.protocol !== 'sse_v3' || isBefore(app.version, 4, 22))) return null
  return unquoteError(error, app.version)
}

/** An error that is a list or an object, complete: the part that draws it cuts it. */
function whole(error: unknown): string {
  try {
    return writeExact(error) ?? String(error)
  } catch {
    return preview(error)
  }
}

/** Whether a generator's values come as edits of the value before. Older protocols send each value whole. */
export function sendsEdits(protocol: GradioProtocol): boolean {
  return protocol === 'sse_v2' || protocol === 'sse_v2.1' || protocol === 'sse_v3'
}
