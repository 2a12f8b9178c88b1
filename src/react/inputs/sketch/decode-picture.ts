/** Pictures decoded for painting, each once: a file chosen here, or one of the app, read with the client so that it can be read back. */
import type { GradioClient } from '../../../core/client.ts'
import { isFile } from '../../../core/protocol/files.ts'
import { fileAddress } from '../../outputs/file-address.ts'
import type { FileHome } from '../../outputs/use-address.ts'
import { appFile } from '../file-entry.ts'
import type { FileEntry } from '../file-entry.ts'

/** A picture that can be drawn, upright, with its own size. */
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

/** The picture of an entry. Rejects where there is none; asked again, it tries again. */
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
