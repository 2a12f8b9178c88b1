/** Makes the pictures of a drawing that are sent, at the size of the original picture and independent of the screen. */
import { isFile } from '@gradio-stream/client/internal/protocol/values/input-files'
import type { ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import { decodePicture } from './decode-picture.ts'
import type { DecodedPicture, PictureReader } from './decode-picture.ts'
import { drawStrokes, placeOn } from './draw-strokes.ts'
import { layersOf } from './sketch-draft.ts'
import type { SketchDraft, Stroke } from './sketch-draft.ts'
import { readSketchSettings } from './sketch-settings.ts'
import type { SketchSettings } from './sketch-settings.ts'

const LONGEST_FRAME_MS = 100

interface Sheets {
  readonly background: HTMLCanvasElement
  readonly layers: readonly HTMLCanvasElement[]
}

/** The value of a drawing in its component's form. Rejects if the pictures cannot be made. */
export async function renderSketch(draft: SketchDraft, parameter: ParameterDescription, reader: PictureReader): Promise<unknown> {
  await painted()
  if (draft.origin !== null && draft.steps.length === 0) return draft.origin
  const settings = readSketchSettings(parameter)
  const picture = await pictureOf(draft, settings, reader)
  if (picture === null) return asItIs(draft, settings)
  const sheets = await drawSheets(draft, settings, picture, reader)
  if (settings.shape === 'picture') return toFile(composed(sheets), 'composite.png')
  if (settings.shape === 'mask') {
    const [mask] = sheets.layers
    return { image: sheets.background.toDataURL(), mask: mask?.toDataURL() ?? '' }
  }
  const [background, composite, ...layers] = await Promise.all([
    toFile(sheets.background, 'background.png'),
    toFile(composed(sheets), 'composite.png'),
    ...sheets.layers.map((layer, index) => toFile(layer, `layer_${index}.png`)),
  ])
  return { background, layers, composite }
}

/** Drawing blocks the page, so the busy state is shown first. A hidden page draws no frames. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_FRAME_MS)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })
}

/** The picture below the drawing; `'sheet'` without one; `null` if it cannot be decoded and nothing is drawn on it. */
async function pictureOf(draft: SketchDraft, { shape }: SketchSettings, reader: PictureReader): Promise<DecodedPicture | 'sheet' | null> {
  if (draft.picture === null) return 'sheet'
  try {
    return await decodePicture(draft.picture, reader)
  } catch (cause) {
    // Gradio 3 does not accept a masked picture without its mask.
    if (layersOf(draft).strokes.length > 0 || shape === 'mask') throw cause
    return null
  }
}

/** A picture that only the app can read. */
function asItIs({ picture }: SketchDraft, { shape }: SketchSettings): unknown {
  return shape === 'editor' && picture !== null && !isFile(picture) ? { background: picture, layers: [], composite: picture } : picture
}

async function drawSheets(
  draft: SketchDraft,
  settings: SketchSettings,
  picture: DecodedPicture | 'sheet',
  reader: PictureReader,
): Promise<Sheets> {
  const size = picture === 'sheet' || settings.isFixed ? settings.sheet : picture
  const background = canvasOf(size)
  const context = contextOf(background)
  if (picture === 'sheet') {
    // An empty sheet is white, as in Gradio.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, size.width, size.height)
  } else {
    context.drawImage(picture.source, ...placeOn(size, picture))
  }
  const { strokes, isCleared } = layersOf(draft)
  const under = isCleared ? [] : await Promise.all(draft.under.map((layer) => decodePicture(layer, reader)))
  const count = Math.max(settings.layers.length, under.length)
  const layers = Array.from({ length: count }, (_, index) =>
    drawLayer(
      size,
      under[index],
      strokes.filter((stroke) => stroke.layer === index),
    ),
  )
  return { background, layers }
}

function drawLayer(
  size: { width: number; height: number },
  under: DecodedPicture | undefined,
  strokes: readonly Stroke[],
): HTMLCanvasElement {
  const canvas = canvasOf(size)
  const context = contextOf(canvas)
  if (under) context.drawImage(under.source, 0, 0, size.width, size.height)
  drawStrokes(context, strokes, 1)
  return canvas
}

function composed({ background, layers }: Sheets): HTMLCanvasElement {
  const canvas = canvasOf(background)
  const context = contextOf(canvas)
  for (const sheet of [background, ...layers]) context.drawImage(sheet, 0, 0)
  return canvas
}

function canvasOf({ width, height }: { readonly width: number; readonly height: number }): HTMLCanvasElement {
  return Object.assign(document.createElement('canvas'), { width, height })
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser gives no canvas of this size')
  return context
}

async function toFile(canvas: HTMLCanvasElement, name: string): Promise<File> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  // A canvas beyond the browser's limit gives nothing.
  if (!blob) throw new Error('this browser cannot make a picture of this size')
  return new File([blob], name, { type: 'image/png' })
}
