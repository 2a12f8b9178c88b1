/** Code of any length. A long one is drawn in pieces, and the browser lays out the visible ones. */
import { memo, useMemo } from 'react'
import type { CSSProperties, ReactElement } from 'react'

const LONG_FROM = 20_000
const PIECE = 8000

/**
 * The text from `start` on, in one piece or many, inside an element that keeps white space. Pieces are cut as from the
 * beginning of the text, so that they stay the same while `start` moves.
 */
export function LongCode({ text, start = 0 }: { text: string; start?: number }): ReactElement {
  const ends = useMemo(() => pieceEnds(text), [text])
  if (ends.length <= 1) return <span>{text.slice(start)}</span>
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

/** Cuts after a line if there is one, and never between the halves of one character. */
function pieceEnd(text: string, at: number): number {
  if (text.length - at <= PIECE) return text.length
  // Searched in the piece only: in a text without lines each search would run back to the beginning.
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
