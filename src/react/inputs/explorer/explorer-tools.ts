/** What every folder of one explorer works with. The functions stay the same, so that rows are drawn anew only for what changes in them. */
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Path } from './chosen-paths.ts'
import type { FolderPlace } from './use-folder.ts'

/** See above. */
export interface ExplorerTools {
  readonly place: FolderPlace
  readonly takesOne: boolean
  /** Texts of what is chosen. */
  readonly chosen: ReadonlySet<string>
  /** How much is chosen in a folder, by its text. */
  readonly within: ReadonlyMap<string, number>
  readonly open: ReadonlySet<string>
  /** Opens a folder, or closes it. */
  readonly toggle: (folder: string) => void
  /** Takes paths into the value, or out of it. */
  readonly choose: (paths: readonly Path[], isChosen: boolean) => void
  /** Says something to those who hear the page. */
  readonly tell: (news: string) => void
  readonly messages: Messages
  readonly formats: Formats
}
