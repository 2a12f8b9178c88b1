/** What is really drawn: pixels of a part of the page, from Chromium, and the difference between two pictures. */
import { cdp } from 'vitest/browser'

/** A part of the window, in CSS pixels. */
export interface Part {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Takes a picture of a part of the window; what lies outside of the window is left out. */
export async function pictureOf({ left, top, width, height }: Part): Promise<ImageData> {
  // The page of a test lies in a frame of Vitest's page.
  const frame = window.frameElement?.getBoundingClientRect()
  const scale = frame ? frame.width / innerWidth : 1
  const from = { x: Math.max(0, left), y: Math.max(0, top) }
  const clip = {
    x: (frame?.left ?? 0) + from.x * scale,
    y: (frame?.top ?? 0) + from.y * scale,
    width: (Math.min(innerWidth, left + width) - from.x) * scale,
    height: (Math.min(innerHeight, top + height) - from.y) * scale,
    scale: 1 / scale,
  }
  const { data } = await cdp().send('Page.captureScreenshot', { clip, format: 'png', optimizeForSpeed: true })
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
  if (!context) throw new Error('This Chromium draws on no canvas, so no pixel can be read.')
  context.drawImage(bitmap, 0, 0)
  return context.getImageData(0, 0, bitmap.width, bitmap.height)
}

/** How many pixels of two pictures differ with at least this contrast (WCAG 1.4.11 asks for 3). */
export function countChanged(before: ImageData, after: ImageData, contrast = 3): number {
  if (before.width !== after.width || before.height !== after.height) throw new Error('The two pictures are not of the same part.')
  let count = 0
  for (let at = 0; at < before.data.length; at += 4) {
    const one = luminance(before.data, at)
    const other = luminance(after.data, at)
    if ((Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) >= contrast) count++
  }
  return count
}

/** The largest contrast between two pixels of a picture: for a text, the contrast with its background. */
export function contrastIn({ data }: ImageData): number {
  let [least, most] = [1, 0]
  for (let at = 0; at < data.length; at += 4) {
    const one = luminance(data, at)
    least = Math.min(least, one)
    most = Math.max(most, one)
  }
  return (most + 0.05) / (least + 0.05)
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(data: Uint8ClampedArray, at: number): number {
  const linear = (value = 0): number => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2])
}
