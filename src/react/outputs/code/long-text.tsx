/** Text of any length: a long one is drawn in pieces, of which the browser lays out those in view. */
import { memo } from 'react'
import type { CSSProperties, ReactElement } from 'react'

const LONG_FROM = 20_000
const PIECE = 8000

/** The text, in one piece or in many. Inside of an element that keeps white space. */
export function LongText({ text }: { text: string }): ReactElement {
  if (text.length < LONG_FROM) return <>{text}</>
  const pieces: string[] = []
  for (let at = 0; at < text.length;) {
    const end = pieceEnd(text, at)
    pieces.push(text.slice(at, end))
    at = end
  }
  return (
    <>
      {pieces.map((piece, index) => (
        <Piece key={index} text={piece} />
      ))}
    </>
  )
}

/** After a line where there is one; never between the halves of one sign. */
function pieceEnd(text: string, at: number): number {
  if (text.length - at <= PIECE) return text.length
  const line = text.lastIndexOf('\n', at + PIECE) + 1
  if (line > at) return line
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
