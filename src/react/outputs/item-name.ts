/** What people call a picture or a film: its caption, or its file's name, or what it is. */
import type { Messages } from '../messages/messages.ts'
import type { GalleryItem } from './media-values.ts'

/** Gradio's own names for pictures it saved itself say nothing. */
const MEANINGLESS = /^(?:image|tmp[\w-]*|file)?(?:\.\w+)?$/i

/** A name, in words. */
export function nameOf({ kind, file }: GalleryItem, { media }: Messages): string {
  return file.caption ?? (MEANINGLESS.test(file.name) ? (kind === 'video' ? media.film : media.picture) : file.name)
}
