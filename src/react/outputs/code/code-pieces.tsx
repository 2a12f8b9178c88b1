/**
 * Coloured code, put into the page by hand: in React's tree a long answer would have thousands of words that it passes over with every
 * frame of a run. Nothing is read as HTML: text is made as text, elements as elements, and only of what has changed.
 */
import { memo, useContext, useLayoutEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { UnstyledContext } from '../../jsx/class-names.ts'
import type { CodePiece } from './highlight.ts'

/** The pieces, in one element. */
export const CodePieces = memo(function CodePieces({ pieces }: { pieces: readonly CodePiece[] }): ReactElement {
  const isUnstyled = useContext(UnstyledContext)
  const box = useRef<HTMLSpanElement>(null)
  const drawn = useRef<readonly CodePiece[]>([])
  useLayoutEffect(() => {
    if (box.current) fill(box.current, pieces, drawn.current, isUnstyled)
    drawn.current = pieces
  }, [pieces, isUnstyled])
  // Another look is another element.
  return <span key={String(isUnstyled)} ref={box} />
})

/** What begins as before stays: somebody may have selected it. */
function fill(box: Element, pieces: readonly CodePiece[], before: readonly CodePiece[], isUnstyled: boolean): void {
  let same = 0
  while (same < box.childNodes.length && isSame(pieces[same], before[same])) same += 1
  while (box.childNodes.length > same) box.lastChild?.remove()
  for (const piece of pieces.slice(same)) box.append(nodeOf(piece, isUnstyled))
}

function isSame(one: CodePiece | undefined, other: CodePiece | undefined): boolean {
  if (!one || !other || one.value !== other.value || classOf(one) !== classOf(other)) return false
  const [inner = [], others = []] = [one.children, other.children]
  return inner.length === others.length && inner.every((piece, index) => isSame(piece, others[index]))
}

function nodeOf(piece: CodePiece, isUnstyled: boolean): Node {
  if (piece.children === undefined) return document.createTextNode(piece.value ?? '')
  const element = document.createElement('span')
  if (!isUnstyled) element.className = classOf(piece)
  for (const inner of piece.children) element.append(nodeOf(inner, isUnstyled))
  return element
}

function classOf({ properties }: CodePiece): string {
  const { className } = properties ?? {}
  return Array.isArray(className) ? className.join(' ') : ''
}
