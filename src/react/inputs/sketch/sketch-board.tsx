/** The drawing board: by mouse, pen or finger, and by keyboard with a brush that the arrow keys move. */
import { useId, useMemo, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactElement } from 'react'
import type { Messages } from '../../messages/messages.ts'
import type { DecodedPicture } from './decode-picture.ts'
import type { Stroke } from './sketch-draft.ts'
import { SketchLayer } from './sketch-layer.tsx'
import type { Size } from './sketch-layer.tsx'
import { useViewSize } from './use-view-size.ts'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

/** The settings of the next stroke. */
export type Pen = Omit<Stroke, 'points'>

/** Props of {@link SketchBoard}. */
export interface SketchBoardProps {
  id: string
  label: string
  size: Size
  /** `null`: an empty sheet. */
  picture: DecodedPicture | null
  /** The app's drawing on each layer. */
  under: readonly (DecodedPicture | undefined)[]
  layerCount: number
  strokes: readonly Stroke[]
  /** `null`: drawing is disabled. */
  pen: Pen | null
  onStroke: (stroke: Stroke) => void
  isInvalid: boolean
  messages: Messages
}

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const LARGE_STEP = 4

/** The board. It keeps a stroke until its end, then passes it on. */
export function SketchBoard(props: SketchBoardProps): ReactElement {
  const { id, label, size, picture, under, layerCount, strokes, pen, onStroke, isInvalid, messages } = props
  const helpId = useId()
  const board = useRef<HTMLDivElement>(null)
  const view = useViewSize(board, size)
  const points = useRef<number[]>([])
  const frame = useRef(0)
  const [live, setLive] = useState<Stroke | null>(null)
  const [at, setAt] = useState<readonly [number, number] | null>(null)
  const byLayer = useMemo(
    () => Array.from({ length: layerCount }, (_, index) => strokes.filter(({ layer }) => layer === index)),
    [strokes, layerCount],
  )

  const begin = (x: number, y: number): void => {
    points.current = [x, y]
    if (pen) setLive({ ...pen, points: [x, y] })
  }
  const goOn = (...more: number[]): void => {
    points.current.push(...more)
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => setLive((stroke) => stroke && { ...stroke, points: [...points.current] }))
  }
  const end = (): void => {
    cancelAnimationFrame(frame.current)
    if (live) onStroke({ ...live, points: points.current })
    setLive(null)
  }

  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): readonly [number, number] => {
    const box = board.current?.getBoundingClientRect()
    if (!box || box.width === 0) return [0, 0]
    return [round(((clientX - box.left) / box.width) * size.width), round(((clientY - box.top) / box.height) * size.height)]
  }
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (!pen || !event.isPrimary || event.button !== 0) return
    event.currentTarget.setPointerCapture?.(event.pointerId)
    setAt(placeOf(event))
    begin(...placeOf(event))
  }
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (!pen || !event.isPrimary) return
    setAt(placeOf(event))
    if (!live || event.buttons === 0) return
    // Between two frames a pen reports several positions.
    const events = event.nativeEvent.getCoalescedEvents?.() ?? []
    for (const one of events.length > 0 ? events : [event]) goOn(...placeOf(one))
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!pen || event.ctrlKey || event.metaKey || event.altKey) return
    const [x, y] = at ?? [size.width / 2, size.height / 2]
    const move = MOVES[event.key]
    if (move) {
      event.preventDefault()
      const step = Math.max(1, pen.radius / 2) * (event.shiftKey ? LARGE_STEP : 1)
      const next = [clamp(x + move[0] * step, size.width), clamp(y + move[1] * step, size.height)] as const
      setAt(next)
      if (live) goOn(...next)
    } else if (event.key === ' ') {
      event.preventDefault()
      if (event.repeat) return
      if (live) return end()
      setAt([x, y])
      begin(x, y)
    }
  }
  const onBlur = (): void => {
    end()
    setAt(null)
  }

  const isActive = pen !== null
  return (
    <div className="rgs-sketch-frame">
      {/* It has one of two roles. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={board}
        id={id}
        className="rgs-sketch-board"
        dir="ltr"
        style={{ aspectRatio: `${size.width} / ${size.height}`, '--rgs-sketch-ratio': size.width / size.height } as CSSProperties}
        data-paints={isActive || undefined}
        role={isActive ? 'application' : 'img'}
        aria-label={isActive ? messages.sketch.board(label) : label}
        aria-describedby={isActive ? helpId : undefined}
        aria-invalid={(isActive && isInvalid) || undefined}
        tabIndex={isActive ? 0 : undefined}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={end}
        onPointerCancel={end}
        onPointerLeave={() => live === null && setAt(null)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        <SketchLayer size={size} view={view} picture={picture ?? undefined} isWhite={picture === null} strokes={NO_STROKES} />
        {byLayer.map((ofLayer, index) => (
          <SketchLayer
            key={index}
            size={size}
            view={view}
            picture={under[index]}
            strokes={ofLayer}
            live={live?.layer === index ? live : null}
          />
        ))}
        {pen && at && <span className="rgs-sketch-brush" data-down={live !== null || undefined} style={brushStyle(at, pen.radius, size)} />}
      </div>
      {isActive && (
        <span id={helpId} {...visuallyHidden}>
          {messages.sketch.help}
        </span>
      )}
    </div>
  )
}

const NO_STROKES: readonly Stroke[] = []

function brushStyle([x, y]: readonly [number, number], radius: number, { width, height }: Size): CSSProperties {
  return {
    left: `${((x - radius) / width) * 100}%`,
    top: `${((y - radius) / height) * 100}%`,
    width: `${((radius * 2) / width) * 100}%`,
    height: `${((radius * 2) / height) * 100}%`,
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value))
}
