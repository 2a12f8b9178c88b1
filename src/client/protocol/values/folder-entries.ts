/**
 * Reads the answers of a `gr.FileExplorer`'s `ls`. Gradio up to 4.16 always returns the whole tree (`path`,
 * `children`), later versions one folder (`name`, `valid`). The names come from a server: invalid names are refused.
 */
import { GradioStreamError } from '../../errors.ts'
import { typeInWords } from '../shape.ts'
import { isJsonObject } from '../json-object.ts'

/** A file or folder in a listing. */
export interface FolderEntry {
  /** Unique in its folder; never empty, never a path. */
  readonly name: string
  readonly isFolder: boolean
  /** Whether the app accepts it as a value: every listed file, and the folders that match its pattern. */
  readonly isChoosable: boolean
  /** The content of a folder, if the app sent it at once. Absent: ask for it. */
  readonly entries?: readonly FolderEntry[]
}

const MAX_DEPTH = 100
const MAX_NAME_LENGTH = 1000

/** Reads an answer of `ls`: folders first, each name once. Throws `message-invalid`. */
export function readFolderEntries(value: unknown): readonly FolderEntry[] {
  return readList(value, 0)
}

function readList(value: unknown, depth: number): readonly FolderEntry[] {
  if (!Array.isArray(value)) throw unreadable(`a list was expected, and it is ${typeInWords(value)}`)
  if (depth > MAX_DEPTH) throw unreadable(`it has more than ${MAX_DEPTH} folders in one another`)
  const found = new Map<string, FolderEntry>()
  for (const one of value) {
    const entry = readEntry(one, depth)
    // A pattern with alternatives lists a file once per matching alternative.
    if (!found.has(entry.name)) found.set(entry.name, entry)
  }
  const entries = [...found.values()]
  // A single folder comes sorted; a tree comes in the order of the disk.
  return value.some(isWholeTree) ? entries.toSorted(foldersFirst) : entries
}

function readEntry(value: unknown, depth: number): FolderEntry {
  if (!isJsonObject(value)) throw unreadable(`an entry is ${typeInWords(value)}`)
  const { type, valid, children } = value
  const name = isWholeTree(value) ? value.path : value.name
  if (!isName(name)) throw unreadable(`an entry has the name ${JSON.stringify(name)?.slice(0, 60)}`)
  if (type !== 'file' && type !== 'folder') throw unreadable(`"${name.slice(0, 60)}" is neither a file nor a folder`)
  if (type === 'file') return { name, isFolder: false, isChoosable: true }
  if (!isWholeTree(value)) return { name, isFolder: true, isChoosable: valid === true }
  return { name, isFolder: true, isChoosable: false, entries: readList(children ?? [], depth + 1) }
}

/** Whether an entry is from Gradio up to 4.16. */
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
