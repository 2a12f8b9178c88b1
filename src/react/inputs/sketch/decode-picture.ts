/**
 * Decodes pictures for drawing, each once: a file that was chosen here, or one of the app, read through the client so
 * that its pixels are accessible.
 */
import type { GradioClient } from '@gradio-stream/client/internal/client'
import { isFile } from '@gradio-stream/client/internal/protocol/values/input-files'
import { fileAddress } from '../../kit/file-address.ts'
import type { FileHome } from '../../kit/use-address.ts'
import { appFile } from '../files/file-entry.ts'
import type { FileEntry } from '../files/file-entry.ts'

/** A picture that can be drawn: upright, with its own size. */
export interface DecodedPicture {
  readonly source: CanvasImageSource
  readonly width: number
  readonly height: number
}

/** What reading a file of the app needs. */
export interface PictureReader {
  readonly client: Pick<GradioClient, 'fetchFile'>
  readonly app: FileHome | null
}

const decoded = new WeakMap<FileEntry, Promise<DecodedPicture>>()

/** The picture of an entry. Rejects if there is none; the next call tries again. */
export function decodePicture(entry: FileEntry, reader: PictureReader): Promise<DecodedPicture> {
  const known = decoded.get(entry)
  if (known) return known
  const picture = decode(entry, reader)
  decoded.set(entry, picture)
  picture.catch(() => decoded.delete(entry))
  return picture
}

async function decode(entry: FileEntry, { client, app }: PictureReader): Promise<DecodedPicture> {
  if (isFile(entry)) return decodeBlob(entry)
  const file = appFile(entry)
  const address = file && fileAddress(file, app)
  if (address === null) throw new Error('there is no picture at this place')
  if (address.startsWith('data:')) return decodeAddress(address)
  if (!app) throw new Error('the app is not known yet')
  return decodeBlob(await client.fetchFile({ route: 'direct', ...app }, address))
}

async function decodeBlob(blob: Blob): Promise<DecodedPicture> {
  const address = URL.createObjectURL(blob)
  try {
    return await decodeAddress(address)
  } finally {
    URL.revokeObjectURL(address)
  }
}

async function decodeAddress(address: string): Promise<DecodedPicture> {
  const image = new Image()
  image.src = address
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  if (width === 0 || height === 0) throw new Error('the picture has no size')
  return { source: image, width, height }
}
