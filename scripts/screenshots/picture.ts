/** The views of a story in one picture: how they are combined, stored and compared. */
import pixelmatch from 'pixelmatch'
import sharp from 'sharp'

/** Pixels, four bytes each. */
export interface Picture {
  readonly data: Buffer
  readonly width: number
  readonly height: number
}

const GAP = 8
const GAP_COLOUR = { r: 128, g: 128, b: 128, alpha: 1 }
const MARGIN = 16

/** Puts views side by side, each without the empty page below it. */
export async function sideBySide(views: readonly Buffer[]): Promise<Picture> {
  const read = (await Promise.all(views.map(readPixels))).map(withoutEmptyEnd)
  const width = read.reduce((sum, view) => sum + view.width, GAP * (read.length - 1))
  const height = Math.max(...read.map((view) => view.height))
  let left = 0
  const placed = read.map(({ data, ...size }) => {
    const place = { input: data, raw: { ...size, channels: 4 as const }, left, top: 0 }
    left += size.width + GAP
    return place
  })
  const sheet = sharp({ create: { width, height, channels: 4, background: GAP_COLOUR } }).composite(placed)
  return { data: await sheet.raw().toBuffer(), width, height }
}

/** Nothing is lost, and it is a third of the size of a PNG. */
export async function encode({ data, width, height }: Picture): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .webp({ lossless: true, effort: 4 })
    .toBuffer()
}

/** Reads any picture there is. */
export async function readPixels(file: Buffer): Promise<Picture> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** How many pixels differ, and where. Pictures of two sizes are aligned, and what one of them lacks differs. */
export async function compare(before: Picture, after: Picture): Promise<{ count: number; marked: Picture }> {
  const size = { width: Math.max(before.width, after.width), height: Math.max(before.height, after.height) }
  const [one, other] = [await extend(before, size), await extend(after, size)]
  const marked = Buffer.alloc(size.width * size.height * 4)
  const count = pixelmatch(one, other, marked, size.width, size.height, { threshold: 0.05 })
  return { count, marked: { data: marked, ...size } }
}

/** Whether the difference is invisible: a border may be a shade darker from one frame to the next. */
export async function looksTheSame(one: Buffer, other: Buffer): Promise<boolean> {
  return one.equals(other) || (await compare(await readPixels(one), await readPixels(other))).count === 0
}

/** Empty is what has the colour of the first pixel; a margin of it stays. */
function withoutEmptyEnd({ data, width, height }: Picture): Picture {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height)
  let end = pixels.length - 1
  while (end > 0 && pixels[end] === pixels[0]) end--
  const rows = Math.min(height, Math.ceil((end + 1) / width) + MARGIN)
  return { data: data.subarray(0, rows * width * 4), width, height: rows }
}

async function extend({ data, width, height }: Picture, size: { width: number; height: number }): Promise<Buffer> {
  if (width === size.width && height === size.height) return data
  return sharp(data, { raw: { width, height, channels: 4 } })
    .extend({ right: size.width - width, bottom: size.height - height, background: { r: 255, g: 0, b: 255, alpha: 1 } })
    .raw()
    .toBuffer()
}
