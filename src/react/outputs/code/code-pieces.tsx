/**
 * Coloured code, written to the DOM by hand: in React's tree a long answer would have thousands of words, which React
 * would compare in every frame. Nothing is parsed as HTML: texts become text nodes, elements become elements, and only
 * changed ones are made.
 */
import { memo, useLayoutEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { CodePiece } from './highlight.ts'

/** The pieces, in one element. */
export const CodePieces = memo(function CodePieces({ pieces }: { pieces: readonly CodePiece[] }): ReactElement {
  const box = useRef<HTMLSpanElement>(null)
  const drawn = useRef<readonly CodePiece[]>([])
  useLayoutEffect(() => {
    if (box.current) fill(box.current, pieces, drawn.current)
    drawn.current = pieces
  }, [pieces])
  return <span ref={box} />
})

/** An unchanged beginning stays, since it may be selected. */
function fill(box: Element, pieces: readonly CodePiece[], before: readonly CodePiece[]): void {
  let same = 0
  while (same < box.childNodes.length && isSame(pieces[same], before[same])) same += 1
  while (box.childNodes.length > same) box.lastChild?.remove()
  for (const piece of pieces.slice(same)) box.append(nodeOf(piece))
}

function isSame(one: CodePiece | undefined, other: CodePiece | undefined): boolean {
  if (!one || !other || one.value !== other.value || classOf(one) !== classOf(other)) return false
  const [inner = [], others = []] = [one.children, other.children]
  return inner.length === others.length && inner.every((piece, index) => isSame(piece, others[index]))
}

function nodeOf(piece: CodePiece): Node {
  if (piece.children === undefined) return document.createTextNode(piece.value ?? '')
  const element = document.createElement('span')
  element.className = classOf(piece)
  for (const inner of piece.children) element.append(nodeOf(inner))
  return element
}

function classOf({ properties }: CodePiece): string {
  const { className } = properties ?? {}
  return Array.isArray(className) ? className.join(' ') : ''
}
