/** One visible layer of a drawing: a canvas in the screen's resolution, drawn from strokes and never scaled up. */
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
  /** In the screen's pixels. */
  view: Size
  /** The picture below the strokes. */
  picture?: DecodedPicture | undefined
  /** An empty sheet is white. */
  isWhite?: boolean
  strokes: readonly Stroke[]
  /** The stroke that is being made. */
  live?: Stroke | null | undefined
}

/** The layer. Finished strokes are cached as a picture, so that a long drawing stays fast. */
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

/** The finished strokes; `null` while there is no space for a canvas, as on a server. */
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
