/** What people call a picture or a film: its caption, or its file's name, or what it is. */
import type { Messages } from '../messages/messages.ts'
import type { GalleryItem } from './media-values.ts'

/** Gradio's own names for pictures it saved itself say nothing. */
const MEANINGLESS = /^(?:image|tmp[\w-]*|file)?(?:\.\w+)?$/i

/** As a name, and in a grid, nobody wants more of a caption. */
const LONGEST_NAME = 200

/** A caption, its end left out where it is long. */
export function shortened(caption: string, most: number = LONGEST_NAME): string {
  return caption.length > most ? `${caption.slice(0, most)}…` : caption
}

/** A name, in words. */
export function nameOf({ kind, file }: GalleryItem, { media }: Messages): string {
  if (file.caption !== null) return shortened(file.caption)
  return MEANINGLESS.test(file.name) ? (kind === 'video' ? media.film : media.picture) : file.name
}
