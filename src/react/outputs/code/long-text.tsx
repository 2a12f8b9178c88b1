/** Text of any length: a long one is drawn in pieces, of which the browser lays out those in view. */
import { memo, useMemo } from 'react'
import type { CSSProperties, ReactElement } from 'react'

const LONG_FROM = 20_000
const PIECE = 8000

/**
 * The text, in one piece or in many, from `start` on. Inside of an element that keeps white space.
 * Pieces lie where they would lie from the beginning, so that they stand still while `start` moves on.
 */
export function LongText({ text, start = 0 }: { text: string; start?: number }): ReactElement {
  const ends = useMemo(() => pieceEnds(text), [text])
  if (ends.length <= 1) return <>{text.slice(start)}</>
  return (
    <>
      {ends.map((end, index) => {
        const from = Math.max(start, ends[index - 1] ?? 0)
        return from < end && <Piece key={index} text={text.slice(from, end)} />
      })}
    </>
  )
}

function pieceEnds(text: string): number[] {
  if (text.length < LONG_FROM) return [text.length]
  const ends: number[] = []
  for (let at = 0; at < text.length;) ends.push((at = pieceEnd(text, at)))
  return ends
}

/** After a line where there is one; never between the halves of one sign. */
function pieceEnd(text: string, at: number): number {
  if (text.length - at <= PIECE) return text.length
  // Looked for in the piece alone: in a text without lines the search would go back to its beginning each time.
  const line = text.slice(at, at + PIECE).lastIndexOf('\n') + 1
  if (line > 0) return at + line
  const code = text.charCodeAt(at + PIECE - 1)
  return at + PIECE - (code >= 0xd8_00 && code <= 0xdb_ff ? 1 : 0)
}

const Piece = memo(function Piece({ text }: { text: string }): ReactElement {
  const lines = Math.max(text.split('\n').length - 1, Math.ceil(text.length / 100))
  return (
    <span className="rgs-long-piece" style={{ '--rgs-lines': lines } as CSSProperties}>
      {text}
    </span>
  )
})
