/**
 * A text that is too long to be laid out at once, in a box that scrolls: its beginning, or, while it grows, its end.
 * The box follows new text only while the reader is at the end. The whole text is shown on demand, in pieces of which
 * the browser lays out the visible ones.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { OutputComponentProps } from '../output-kind.ts'

/**
 * Characters that are shown before the whole text is requested, and the most in a growing text while the reader is not
 * at the end.
 */
const SHOWN_LENGTH = 16_000
const HELD_LENGTH = 4 * SHOWN_LENGTH
/** Characters per piece, and how far a line break is searched for a cut. */
const PIECE_LENGTH = 4000
const LINE_LENGTH = 1000
/** This distance from the end counts as the end. */
const END_PX = 24

/** Draws a part of a text, or all of it in pieces. */
export function LongText({
  text,
  label,
  isStreaming,
  messages,
  formats,
  componentProps,
}: OutputComponentProps & { text: string }): ReactElement {
  const [isWhole, setWhole] = useState(false)
  // A text that grew here shows its end; a text that came at once shows its beginning.
  const [showsEnd, setShowsEnd] = useState(isStreaming)
  if (isStreaming && !showsEnd) setShowsEnd(true)
  const [heldFrom, setHeldFrom] = useState<number | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)

  const length = Math.min(text.length, SHOWN_LENGTH)
  const start = isWhole || !showsEnd ? 0 : cutBefore(text, heldFrom ?? text.length - length)
  const end = isWhole ? text.length : showsEnd ? Math.min(text.length, start + HELD_LENGTH) : length
  useLayoutEffect(() => {
    const element = box.current
    if (element && showsEnd && isAtEnd.current) element.scrollTop = element.scrollHeight
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each longer text moves the end
  }, [text, showsEnd, isWhole])
  const onScroll = (): void => {
    const element = box.current
    if (!element || !showsEnd || isWhole) return
    isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= END_PX
    setHeldFrom((held) => (isAtEnd.current ? null : (held ?? start)))
  }
  const { media } = messages
  const sizes = [formats.bytes(end - start), formats.bytes(text.length)] as const
  return (
    <div className="rgs-long-text">
      {!isWhole && (
        <p className="rgs-long-text-note">
          <span className="rgs-muted">{showsEnd ? media.onlyEnd(...sizes) : media.onlyBeginning(...sizes)}</span>
          <button
            type="button"
            className="rgs-button rgs-button-quiet"
            onClick={() => {
              setWhole(true)
              // The button disappears after the press.
              box.current?.focus()
            }}
          >
            {media.showAll}
          </button>
        </p>
      )}
      <div
        ref={box}
        className="rgs-output-text rgs-long-text-box"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard, and named
        tabIndex={0}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is for controls
        role="group"
        aria-label={label}
        dir={componentProps.rtl === true ? 'rtl' : 'auto'}
        onScroll={onScroll}
      >
        {isWhole ? <Pieces text={text} /> : text.slice(start, end)}
      </div>
    </div>
  )
}

function Pieces({ text }: { text: string }): ReactElement {
  const pieces = useMemo(() => cut(text), [text])
  return (
    <>
      {pieces.map((piece, index) => (
        <div key={index} className="rgs-long-text-piece" dir="auto">
          {piece}
        </div>
      ))}
    </>
  )
}

/** A text in pieces, cut at line ends if there are any. The pieces themselves make the break. */
function cut(text: string): string[] {
  const pieces: string[] = []
  for (let start = 0; start < text.length;) {
    const limit = start + PIECE_LENGTH
    const lineEnd = limit >= text.length ? -1 : lineEndBefore(text, start + 1, limit)
    const end = limit >= text.length ? text.length : lineEnd === -1 ? safeCut(text, limit) : lineEnd
    pieces.push(text.slice(start, end))
    start = text[end] === '\n' ? end + 1 : end
  }
  return pieces
}

/** The beginning of a line near a position, so that the shown text does not begin inside a word. */
function cutBefore(text: string, place: number): number {
  if (place <= 0) return 0
  const lineEnd = lineEndBefore(text, Math.max(0, place - LINE_LENGTH), place)
  return lineEnd === -1 ? safeCut(text, place) : lineEnd + 1
}

/** The last line end between two positions, or -1. Searches only that range: a text can be one line of megabytes. */
function lineEndBefore(text: string, from: number, to: number): number {
  const place = text.slice(from, to + 1).lastIndexOf('\n')
  return place === -1 ? -1 : from + place
}

/** Never cuts between the halves of a character. */
function safeCut(text: string, place: number): number {
  const code = text.charCodeAt(place)
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place
}
