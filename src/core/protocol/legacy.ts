/** What older Gradio versions say differently, levelled in one place. */
import { previewValue } from './preview.ts'
import type { GradioProtocol } from './app-description.ts'

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\' }
const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([nrt'"\\]))/g

/** First number of a version text, `0` when it has none. */
export function majorVersion(version: string): number {
  const major = Number.parseInt(version, 10)
  return Number.isNaN(major) ? 0 : major
}

/** The words of a `gr.Error`: Gradio 3 and 4 send its Python `repr`, with one pair of quotes around and escapes inside. */
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

/** The app's own words for a failure, `null` when it hides them. */
export function errorWords(error: unknown, app: { readonly version: string; readonly protocol: GradioProtocol }): string | null {
  if (error === null || error === undefined || error === '') return null
  if (typeof error !== 'string') return previewValue(error, 2000)
  // Before 4.22 a hidden error that comes after a first value reads "None" (Gradio `queueing.py`).
  if (error === 'None' && app.protocol !== 'sse_v3') return null
  return unquoteError(error, app.version)
}

/** Whether the steps of a generator come as edits of the one before; older protocols send each value whole. */
export function sendsEdits(protocol: GradioProtocol): boolean {
  return protocol === 'sse_v2' || protocol === 'sse_v2.1' || protocol === 'sse_v3'
}
