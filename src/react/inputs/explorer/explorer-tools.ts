/**
 * What every folder of one explorer shares. The functions stay the same, so that a row renders only for its own
 * changes.
 */
import type { Formats } from '../../messages/formats.ts'
import type { Messages } from '../../messages/messages.ts'
import type { Path } from './chosen-paths.ts'
import type { FolderPlace } from './use-folder.ts'

/** See above. */
export interface ExplorerTools {
  readonly place: FolderPlace
  readonly takesOne: boolean
  readonly isInvalid: boolean
  /** Texts of the chosen paths. */
  readonly chosen: ReadonlySet<string>
  /** Number of chosen paths in a folder, by its text. */
  readonly within: ReadonlyMap<string, number>
  readonly open: ReadonlySet<string>
  /** Opens or closes a folder. */
  readonly toggle: (folder: string) => void
  /** Adds paths to the value or removes them. */
  readonly choose: (paths: readonly Path[], isChosen: boolean) => void
  /** Announces something to screen readers. */
  readonly tell: (news: string) => void
  readonly messages: Messages
  readonly formats: Formats
}
