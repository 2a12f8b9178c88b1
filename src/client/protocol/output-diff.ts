/**
 * Gradio's edits of a streamed value, each `[action, path, value]` (Gradio `utils.py diff`, 4.17 and newer). List
 * indices of `delete` are wrong in every version, but the server changes a list's length only at its end. So `delete`
 * drops the last item and `add` appends; the index is ignored. Never changes a value that was handed out, and never
 * reaches a prototype.
 */
import { GradioStreamError } from '../errors.ts'
import { preview } from './describe/preview.ts'
import { isSafeKey } from './json-object.ts'

type Container = unknown[] | Record<string, unknown>
type Key = string | number
/** The owner of new objects and lists. Edits change them in place, so no reader may have them. */
export interface EditOwner {
  /** Created when first needed: appending a token to a text needs none. */
  containers: Set<object> | null
}

/**
 * The value after the edits. Objects and lists along changed paths are new; everything else is shared with the old
 * value. Later calls with the same `owner` change in place what earlier calls created: 10,000 edits of a list copy it
 * once. Throws `stream-invalid` for invalid edits, and for a path that the value does not have; the objects that the
 * owner created for this value are then half changed and must be dropped.
 */
export function applyEdits(value: unknown, edits: unknown, owner: EditOwner = { containers: null }): unknown {
  if (!Array.isArray(edits)) throw nonsense('are no list', edits)
  if (edits.length === 0) return value
  let root = value
  for (const edit of edits) root = applyEdit(root, edit, owner)
  return root
}

function applyEdit(root: unknown, edit: unknown, owner: EditOwner): unknown {
  if (!Array.isArray(edit) || edit.length < 2) throw nonsense('hold an entry that is no [action, path, value]', edit)
  // A list of unknown items.
  const [action, path, operand] = edit as unknown[]
  if (!Array.isArray(path)) throw nonsense('hold a path that is no list', edit)
  if (path.length === 0) return editRoot(root, action, operand, edit)
  const top = own(root, owner, edit)
  let parent = top
  for (let depth = 0; depth < path.length - 1; depth++) {
    const key = readKey(parent, path[depth], edit)
    const child = own(getMember(parent, key, edit), owner, edit)
    setMember(parent, key, child)
    parent = child
  }
  editMember(parent, path.at(-1), action, operand, edit)
  return top
}

function editRoot(root: unknown, action: unknown, operand: unknown, edit: unknown): unknown {
  if (action === 'replace') return operand
  if (action === 'append') return appended(root, operand, edit)
  throw nonsense(`cannot ${preview(action)} the whole value`, edit)
}

function editMember(parent: Container, rawKey: unknown, action: unknown, operand: unknown, edit: unknown): void {
  if (Array.isArray(parent) && action === 'delete') {
    if (parent.length === 0) throw nonsense('delete from an empty list', edit)
    parent.pop()
    return
  }
  if (Array.isArray(parent) && action === 'add') {
    parent.push(operand)
    return
  }
  const key = readKey(parent, rawKey, edit)
  if (action === 'replace') {
    if (Array.isArray(parent)) getMember(parent, key, edit)
    setMember(parent, key, operand)
  } else if (action === 'add') setMember(parent, key, operand)
  else if (action === 'append') setMember(parent, key, appended(getMember(parent, key, edit), operand, edit))
  // Lists were handled above.
  else if (action === 'delete') delete (parent as Record<string, unknown>)[key]
  else throw nonsense(`ask for ${preview(action)}, which is unknown`, edit)
}

function appended(text: unknown, operand: unknown, edit: unknown): string {
  if (typeof text !== 'string' || typeof operand !== 'string') throw nonsense('append to something that is no text', edit)
  return text + operand
}

/** The container itself if the owner created it, else a copy that the owner may change. */
function own(value: unknown, owner: EditOwner, edit: unknown): Container {
  if (typeof value !== 'object' || value === null) throw nonsense('lead into a value that is neither list nor object', edit)
  // JSON has no other objects.
  const container = value as Container
  owner.containers ??= new Set()
  if (owner.containers.has(container)) return container
  const copy = Array.isArray(container) ? container.slice() : { ...container }
  owner.containers.add(copy)
  return copy
}

function readKey(parent: Container, key: unknown, edit: unknown): Key {
  if (Array.isArray(parent)) {
    // `isInteger` does not narrow the type.
    if (Number.isInteger(key)) return key as number
    throw nonsense('name no index for a list', edit)
  }
  if (typeof key !== 'string' && typeof key !== 'number') throw nonsense('hold a path entry that is neither key nor index', edit)
  if (!isSafeKey(String(key))) throw nonsense('reach for a prototype', edit)
  return String(key)
}

function getMember(parent: Container, key: Key, edit: unknown): unknown {
  if (!Object.hasOwn(parent, key)) throw nonsense('lead to a place the value does not have', edit)
  // An own member, as checked above; a list has its indices.
  return (parent as Record<Key, unknown>)[key]
}

function setMember(parent: Container, key: Key, value: unknown): void {
  // readKey checked the keys: an existing index, or a string that names no prototype.
  ;(parent as Record<Key, unknown>)[key] = value
}

function nonsense(what: string, seen: unknown): GradioStreamError<'stream-invalid'> {
  const text = preview(seen)
  return new GradioStreamError('stream-invalid', {
    message: `The edits of a streamed value ${what}; seen was ${text.slice(0, 80)}.`,
    hint: 'The final value will still be right; if it repeats, report it to the app with its Gradio version.',
    details: { seen: text },
  })
}
