/** One layer of a drawing as it is seen: a canvas as fine as the screen, drawn from strokes, never stretched from fewer pixels. */
import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import type { DecodedPicture } from './decode-picture.ts'
import { drawStrokes, placeOn } from './draw-strokes.ts'
import type { Stroke } from './sketch-draft.ts'

/** Width and height. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** Props of {@link SketchLayer}. */
export interface SketchLayerProps {
  /** In the picture's pixels. */
  size: Size
  /** In the screen's. */
  view: Size
  /** What lies under the strokes. */
  picture?: DecodedPicture | undefined
  /** The empty sheet is white. */
  isWhite?: boolean
  strokes: readonly Stroke[]
  /** The one that is being made. */
  live?: Stroke | null | undefined
}

/** The layer. What is finished is kept as a picture of its own, so that a long drawing moves as quickly as a short one. */
export const SketchLayer = memo(function SketchLayer({
  size,
  view,
  picture,
  isWhite = false,
  strokes,
  live = null,
}: SketchLayerProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  const scale = view.width / size.width
  const finished = useMemo(() => draw(view, scale, picture, isWhite, strokes), [view, scale, picture, isWhite, strokes])

  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context || !finished) return
    context.clearRect(0, 0, finished.width, finished.height)
    context.drawImage(finished, 0, 0)
    if (live) drawStrokes(context, [live], scale)
  }, [scale, finished, live])

  return <canvas ref={canvas} className="rgs-sketch-layer" width={view.width} height={view.height} />
})

/** What is finished; `null` while there is no room for it, as on a server. */
function draw(
  view: Size,
  scale: number,
  picture: DecodedPicture | undefined,
  isWhite: boolean,
  strokes: readonly Stroke[],
): HTMLCanvasElement | null {
  if (view.width === 0 || view.height === 0) return null
  const sheet = Object.assign(document.createElement('canvas'), view)
  const context = sheet.getContext('2d')
  if (!context) return null
  if (isWhite) {
    context.fillStyle = '#fff'
    context.fillRect(0, 0, view.width, view.height)
  }
  context.imageSmoothingQuality = 'high'
  if (picture) context.drawImage(picture.source, ...placeOn(view, picture))
  drawStrokes(context, strokes, scale)
  return sheet
}
