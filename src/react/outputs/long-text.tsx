/**
 * A text too long to be laid out at once, in a box that scrolls: its beginning, or, while it grows, its end. The box follows what
 * is added only for somebody who is at the end; who reads further up stays there. All of it is shown on demand, in pieces of which
 * the browser lays out those in sight.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { OutputComponentProps } from './output-kind.ts'

/** Characters shown before all are asked for, and the most while somebody reads up in a text that grows. */
const SHOWN_LENGTH = 16_000
const HELD_LENGTH = 4 * SHOWN_LENGTH
/** Characters per piece, and for how far a line break is looked for to cut at. */
const PIECE_LENGTH = 4000
const LINE_LENGTH = 1000
/** This near to the end is at the end. */
const END_PX = 24

/** Draws part of a text, or all of it in pieces. */
export function LongText({
  text,
  label,
  isStreaming,
  messages,
  formats,
  componentProps,
}: OutputComponentProps & { text: string }): ReactElement {
  const [isWhole, setWhole] = useState(false)
  // A text that has grown here ends where one has read to; one that came at once begins at its beginning.
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
              // It goes away itself.
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

/** A text in pieces, cut at the ends of lines where there are any; the break itself is made by the pieces. */
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

/** The beginning of a line near a place, so that what is shown does not begin within a word. */
function cutBefore(text: string, place: number): number {
  if (place <= 0) return 0
  const lineEnd = lineEndBefore(text, Math.max(0, place - LINE_LENGTH), place)
  return lineEnd === -1 ? safeCut(text, place) : lineEnd + 1
}

/** The last end of a line between two places, or -1. Nothing before is looked at: a text can be one line of megabytes. */
function lineEndBefore(text: string, from: number, to: number): number {
  const place = text.slice(from, to + 1).lastIndexOf('\n')
  return place === -1 ? -1 : from + place
}

/** Not within a character of two halves. */
function safeCut(text: string, place: number): number {
  const code = text.charCodeAt(place)
  return code >= 0xdc00 && code <= 0xdfff ? place - 1 : place
}
