/**
 * What `ls` of a `gr.FileExplorer` answers, levelled. Gradio up to 4.16 answers with the whole tree whatever it is asked
 * (`path`, `children`), later ones with one folder (`name`, `valid`). The names come from a server: what could be no name is refused.
 */
import { GradioStreamError } from '../errors.ts'
import { kindOf } from './shape.ts'
import { isJsonObject } from './safe-keys.ts'

/** A file or a folder in the listing of a folder. */
export interface FolderEntry {
  /** Unique in its folder; never empty, never a path. */
  readonly name: string
  readonly isFolder: boolean
  /** Whether the app takes it itself as a value: every file that is listed, and the folders its pattern names. */
  readonly isChoosable: boolean
  /** What is in a folder, where the app says so at once. Absent: ask for it. */
  readonly entries?: readonly FolderEntry[]
}

const MAX_DEPTH = 100
const MAX_NAME_LENGTH = 1000

/** Reads an answer of `ls`: folders first, each name once. Throws `message-invalid`. */
export function readFolderEntries(value: unknown): readonly FolderEntry[] {
  return readList(value, 0)
}

function readList(value: unknown, depth: number): readonly FolderEntry[] {
  if (!Array.isArray(value)) throw unreadable(`a list was expected, and it is ${kindOf(value)}`)
  if (depth > MAX_DEPTH) throw unreadable(`it has more than ${MAX_DEPTH} folders in one another`)
  const found = new Map<string, FolderEntry>()
  for (const one of value) {
    const entry = readEntry(one, depth)
    // A pattern with alternatives lists a file once for each that it meets.
    if (!found.has(entry.name)) found.set(entry.name, entry)
  }
  const entries = [...found.values()]
  // A single folder comes in order; a tree as the disk had it.
  return value.some(isWholeTree) ? entries.toSorted(foldersFirst) : entries
}

function readEntry(value: unknown, depth: number): FolderEntry {
  if (!isJsonObject(value)) throw unreadable(`an entry is ${kindOf(value)}`)
  const { type, valid, children } = value
  const name = isWholeTree(value) ? value.path : value.name
  if (!isName(name)) throw unreadable(`an entry has the name ${JSON.stringify(name)?.slice(0, 60)}`)
  if (type !== 'file' && type !== 'folder') throw unreadable(`"${name.slice(0, 60)}" is neither a file nor a folder`)
  if (type === 'file') return { name, isFolder: false, isChoosable: true }
  if (!isWholeTree(value)) return { name, isFolder: true, isChoosable: valid === true }
  return { name, isFolder: true, isChoosable: false, entries: readList(children ?? [], depth + 1) }
}

/** Whether an entry is of Gradio up to 4.16. */
function isWholeTree(value: unknown): value is { readonly path: unknown } {
  return isJsonObject(value) && !Object.hasOwn(value, 'name') && Object.hasOwn(value, 'path')
}

function isName(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > MAX_NAME_LENGTH) return false
  return value !== '' && value !== '.' && value !== '..' && !value.includes('/') && !value.includes('\0')
}

function foldersFirst(one: FolderEntry, other: FolderEntry): number {
  return Number(other.isFolder) - Number(one.isFolder) || (one.name < other.name ? -1 : 1)
}

function unreadable(seen: string): GradioStreamError<'message-invalid'> {
  return new GradioStreamError('message-invalid', {
    message: `The listing of a folder does not have Gradio's shape: ${seen}.`,
    hint: 'Check that the address is that of a Gradio app.',
    details: { seen },
  })
}
