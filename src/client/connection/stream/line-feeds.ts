/**
 * Keeps the line feeds of plain text for fetch-event-source, which loses them if an event begins with an empty `data`
 * line (a model's token that is a line feed) or has one without a colon. Such lines are rewritten so that the library
 * keeps them. Can go when the library follows the SSE standard there (its `getMessages`, version 2.0.1).
 */

const LF = 10
const CR = 13
const COLON = 58
const SPACE = 32
/** The letters of `data`. */
const NAME = [100, 97, 116, 97]
/** A Unicode noncharacter, which no text for exchange contains. */
const MARK = '\uFFFF'
const MARKED_LINE = new TextEncoder().encode(`data:${MARK}`)
const EMPTY_LINE = new TextEncoder().encode('data:')

/** Rewrites one stream of whole lines, chunk by chunk. A chunk without such a line is returned unchanged. */
export function createLineFeedKeeper(): (lines: Uint8Array) => Uint8Array {
  let hasData = false
  /** The last byte of the chunk before; `0` without one. */
  let lastByte = 0
  return (lines) => {
    const parts: Uint8Array[] = []
    let kept = 0
    let cr = nextOf(lines, CR, 0)
    for (let start = 0; start < lines.length;) {
      const lf = nextOf(lines, LF, start)
      if (cr < start) cr = nextOf(lines, CR, start)
      const end = Math.min(lf, cr)
      if (end === start) {
        // The LF of a CR LF is not a blank line.
        if (lines[start] !== LF || (start === 0 ? lastByte : lines[start - 1]) !== CR) hasData = false
      } else if (isData(lines, start, end)) {
        const isEmpty = isEmptyData(lines, start, end)
        if (isEmpty && (!hasData || end - start === NAME.length)) {
          parts.push(lines.subarray(kept, start), hasData ? EMPTY_LINE : MARKED_LINE)
          kept = end
        }
        hasData = true
      }
      start = end + 1
    }
    lastByte = lines.at(-1) ?? lastByte
    return parts.length === 0 ? lines : join([...parts, lines.subarray(kept)])
  }
}

/** The data of an event as the server meant it. */
export function withoutMark(data: string): string {
  return data.startsWith(MARK) ? data.slice(MARK.length) : data
}

/** The position of the next such byte; the length if there is none. */
function nextOf(bytes: Uint8Array, byte: number, start: number): number {
  const at = bytes.indexOf(byte, start)
  return at < 0 ? bytes.length : at
}

/** Whether a line is a `data` field: the name alone, or the name and a colon. */
function isData(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < NAME.length || NAME.some((letter, index) => bytes[start + index] !== letter)) return false
  return end - start === NAME.length || bytes[start + NAME.length] === COLON
}

/** `data`, `data:` or `data: `. */
function isEmptyData(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start - NAME.length
  return length <= 1 || (length === 2 && bytes[end - 1] === SPACE)
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
