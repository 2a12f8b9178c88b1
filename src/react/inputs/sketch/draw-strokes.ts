/** Draws strokes on a canvas: the same lines on the screen and in the sent picture, at different scales. */
import type { Stroke } from './sketch-draft.ts'

/** Draws strokes one after another, enlarged by `scale`. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], scale: number): void {
  context.save()
  context.scale(scale, scale)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) drawStroke(context, stroke)
  context.restore()
}

/** One path per stroke, so that a transparent colour is nowhere applied twice. */
function drawStroke(context: CanvasRenderingContext2D, { kind, color, opacity, radius, points }: Stroke): void {
  const [x = 0, y = 0] = points
  context.globalCompositeOperation = kind === 'erase' ? 'destination-out' : 'source-over'
  context.strokeStyle = context.fillStyle = kind === 'erase' ? '#000' : color
  context.globalAlpha = kind === 'erase' ? 1 : opacity
  context.lineWidth = radius * 2
  context.beginPath()
  if (points.length <= 2) {
    context.arc(x, y, radius, 0, Math.PI * 2)
    context.fill()
    return
  }
  context.moveTo(x, y)
  for (let at = 2; at + 3 < points.length; at += 2) {
    // Through the midpoints between points: fast movements give curves, not corners.
    const px = points[at] ?? 0
    const py = points[at + 1] ?? 0
    context.quadraticCurveTo(px, py, (px + (points[at + 2] ?? px)) / 2, (py + (points[at + 3] ?? py)) / 2)
  }
  context.lineTo(points.at(-2) ?? x, points.at(-1) ?? y)
  context.stroke()
}

/** The position of a picture on a sheet: as large as possible, centred. */
export function placeOn(
  sheet: { readonly width: number; readonly height: number },
  picture: { readonly width: number; readonly height: number },
): readonly [x: number, y: number, width: number, height: number] {
  const scale = Math.min(sheet.width / picture.width, sheet.height / picture.height)
  const width = picture.width * scale
  const height = picture.height * scale
  return [(sheet.width - width) / 2, (sheet.height - height) / 2, width, height]
}
