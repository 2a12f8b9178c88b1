/** The name of a picture or video: its caption, its file's name, or its kind. */
import type { Messages } from '../../messages/messages.ts'
import type { GalleryItem } from './media-values.ts'

/** Gradio's own names for saved pictures have no meaning. */
const MEANINGLESS = /^(?:image|tmp[\w-]*|file)?(?:\.\w+)?$/i

/** Longest caption in a name and in a grid. */
const LONGEST_NAME = 200

/** A caption, shortened if it is long. */
export function shortened(caption: string, most: number = LONGEST_NAME): string {
  return caption.length > most ? `${caption.slice(0, most)}…` : caption
}

/** A name, in words. */
export function itemNameOf({ kind, file }: GalleryItem, { media }: Messages): string {
  if (file.caption !== null) return shortened(file.caption)
  return MEANINGLESS.test(file.name) ? (kind === 'video' ? media.film : media.picture) : file.name
}
