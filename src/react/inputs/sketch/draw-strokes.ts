/** Strokes on a canvas: the same lines for what is seen and for what is sent, only at another scale. */
import type { Stroke } from './sketch-draft.ts'

/** Draws strokes, one after the other, `scale` times as large as they are. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[], scale: number): void {
  context.save()
  context.scale(scale, scale)
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) drawStroke(context, stroke)
  context.restore()
}

/** One path for the whole stroke, so that a colour one can see through is nowhere laid on twice. */
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
    // Through the middles between points, which are its bends: a fast hand draws curves, not corners.
    const px = points[at] ?? 0
    const py = points[at + 1] ?? 0
    context.quadraticCurveTo(px, py, (px + (points[at + 2] ?? px)) / 2, (py + (points[at + 3] ?? py)) / 2)
  }
  context.lineTo(points.at(-2) ?? x, points.at(-1) ?? y)
  context.stroke()
}

/** Where a picture lies on a sheet: as large as it fits, in the middle. */
export function placeOn(
  sheet: { readonly width: number; readonly height: number },
  picture: { readonly width: number; readonly height: number },
): readonly [x: number, y: number, width: number, height: number] {
  const scale = Math.min(sheet.width / picture.width, sheet.height / picture.height)
  const width = picture.width * scale
  const height = picture.height * scale
  return [(sheet.width - width) / 2, (sheet.height - height) / 2, width, height]
}
