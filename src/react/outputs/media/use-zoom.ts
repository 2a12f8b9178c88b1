/**
 * Zoom and position of one picture in a frame: by wheel, pinch, drag, double click and keys. Moves by transform only.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CSSProperties, KeyboardEvent, PointerEvent, RefCallback } from 'react'

/** Position of a picture in its frame; `x` and `y` in pixels from the middle. */
interface View {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** What the drawing of a zoomed picture needs. */
export interface Zoom {
  readonly scale: number
  readonly style: CSSProperties
  /** For the frame around the picture. */
  readonly frameRef: RefCallback<HTMLElement>
  readonly frameProps: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
    readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void
    readonly onDoubleClick: () => void
  }
  readonly zoomBy: (factor: number) => void
  /** Handles `+`, `-`, `0`, and the arrows while the picture is enlarged. True if the key was one of them. */
  readonly onKey: (event: KeyboardEvent) => boolean
}

const WHOLE: View = { scale: 1, x: 0, y: 0 }
const MAX_SCALE = 8
const KEY_STEP_PX = 48
const KEY_FACTOR = 1.5
const MOVES: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['ArrowLeft', [1, 0]],
  ['ArrowRight', [-1, 0]],
  ['ArrowUp', [0, 1]],
  ['ArrowDown', [0, -1]],
])

/** Resets for each new `subject`. */
export function useZoom(subject: unknown): Zoom {
  const [held, setHeld] = useState<{ subject: unknown; view: View }>({ subject, view: WHOLE })
  const view = held.subject === subject ? held.view : WHOLE
  const frame = useRef<HTMLElement | null>(null)
  const pointers = useRef(new Map<number, { x: number; y: number }>())

  const change = useCallback(
    (next: (view: View) => View) =>
      setHeld((now) => ({ subject, view: within(next(now.subject === subject ? now.view : WHOLE), frame.current) })),
    [subject],
  )
  const zoomBy = useCallback(
    (factor: number, at = { x: 0, y: 0 }) =>
      change(({ scale, x, y }) => {
        const next = Math.min(MAX_SCALE, Math.max(1, scale * factor))
        // The point below the pointer stays there.
        return { scale: next, x: at.x - ((at.x - x) * next) / scale, y: at.y - ((at.y - y) * next) / scale }
      }),
    [change],
  )
  const reset = useCallback(() => change(() => WHOLE), [change])

  const frameRef = useCallback((element: HTMLElement | null) => {
    frame.current = element
  }, [])
  useEffect(() => {
    const element = frame.current
    const onWheel = (event: WheelEvent): void => {
      // Keeps the page from scrolling and zooming. React's own wheel listeners are passive.
      event.preventDefault()
      zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), fromMiddle(element, event))
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [zoomBy])

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const before = pointers.current.get(event.pointerId)
    if (!before) return
    const after = { x: event.clientX, y: event.clientY }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    pointers.current.set(event.pointerId, after)
    if (other) {
      const middle = { clientX: (after.x + other.x) / 2, clientY: (after.y + other.y) / 2 }
      zoomBy(distance(after, other) / Math.max(1, distance(before, other)), fromMiddle(frame.current, middle))
    } else change(({ scale, x, y }) => ({ scale, x: x + after.x - before.x, y: y + after.y - before.y }))
  }
  const letGo = (event: PointerEvent<HTMLElement>): void => {
    pointers.current.delete(event.pointerId)
  }

  return {
    scale: view.scale,
    style: { transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` },
    frameRef,
    frameProps: {
      onPointerDown(event) {
        pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
        event.currentTarget.setPointerCapture?.(event.pointerId)
      },
      onPointerMove,
      onPointerUp: letGo,
      onPointerCancel: letGo,
      onDoubleClick: () => (view.scale > 1 ? reset() : zoomBy(2)),
    },
    zoomBy,
    onKey({ key }) {
      const move = view.scale > 1 ? MOVES.get(key) : undefined
      if (key === '+' || key === '=') zoomBy(KEY_FACTOR)
      else if (key === '-') zoomBy(1 / KEY_FACTOR)
      else if (key === '0') reset()
      else if (move) change(({ scale, x, y }) => ({ scale, x: x + move[0] * KEY_STEP_PX, y: y + move[1] * KEY_STEP_PX }))
      else return false
      return true
    },
  }
}

/** A picture cannot leave its frame. */
function within({ scale, x, y }: View, frame: HTMLElement | null): View {
  const limitX = ((scale - 1) * (frame?.clientWidth ?? 0)) / 2
  const limitY = ((scale - 1) * (frame?.clientHeight ?? 0)) / 2
  return { scale, x: Math.min(limitX, Math.max(-limitX, x)), y: Math.min(limitY, Math.max(-limitY, y)) }
}

function fromMiddle(element: HTMLElement | null, { clientX, clientY }: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = element?.getBoundingClientRect()
  return box ? { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 } : { x: 0, y: 0 }
}

function distance(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}
