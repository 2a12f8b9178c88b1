/**
 * Gradio's edits of a streamed value, `[action, path, value]` each (Gradio `utils.py diff`, 4.17 and newer).
 * List indices of `delete` are wrong in every version, but the server only ever shortens or lengthens
 * a list at its end: so `delete` drops the last item, `add` appends, whatever the index says.
 * Never changes a value that was handed out, never reaches a prototype.
 */
import { GradioStreamError } from '../errors.ts'
import { previewValue } from './preview.ts'
import { isSafeKey } from './safe-keys.ts'

type Container = unknown[] | Record<string, unknown>
type Key = string | number
interface Owned {
  /** Made when first needed: a token appended to a text needs none. */
  containers: Set<Container> | null
}

/**
 * The value after the edits. Objects and lists along changed paths are new, everything else is shared with the old value.
 * Throws `stream-invalid` for edits that are none, and for a path the value does not have.
 */
export function applyEdits(value: unknown, edits: unknown): unknown {
  if (!Array.isArray(edits)) throw nonsense('are no list', edits)
  if (edits.length === 0) return value
  // Containers made by this call, which it may go on changing: 10,000 deleted rows copy their list once.
  const owned: Owned = { containers: null }
  let root = value
  for (const edit of edits) root = applyEdit(root, edit, owned)
  return root
}

function applyEdit(root: unknown, edit: unknown, owned: Owned): unknown {
  if (!Array.isArray(edit) || edit.length < 2) throw nonsense('hold an entry that is no [action, path, value]', edit)
  // A list of anything, so far.
  const [action, path, operand] = edit as unknown[]
  if (!Array.isArray(path)) throw nonsense('hold a path that is no list', edit)
  if (path.length === 0) return editRoot(root, action, operand, edit)
  const top = own(root, owned, edit)
  let parent = top
  for (let depth = 0; depth < path.length - 1; depth++) {
    const key = readKey(parent, path[depth], edit)
    const child = own(getMember(parent, key, edit), owned, edit)
    setMember(parent, key, child)
    parent = child
  }
  editMember(parent, path.at(-1), action, operand, edit)
  return top
}

function editRoot(root: unknown, action: unknown, operand: unknown, edit: unknown): unknown {
  if (action === 'replace') return operand
  if (action === 'append') return appended(root, operand, edit)
  throw nonsense(`cannot ${String(action)} the whole value`, edit)
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
  // A list was dealt with above.
  else if (action === 'delete') delete (parent as Record<string, unknown>)[key]
  else throw nonsense(`ask for "${String(action)}", which is unknown`, edit)
}

function appended(text: unknown, operand: unknown, edit: unknown): string {
  if (typeof text !== 'string' || typeof operand !== 'string') throw nonsense('append to something that is no text', edit)
  return text + operand
}

/** The container itself if this call made it, else a copy this call may change. */
function own(value: unknown, owned: Owned, edit: unknown): Container {
  if (typeof value !== 'object' || value === null) throw nonsense('lead into a value that is neither list nor object', edit)
  // JSON knows no other objects.
  const container = value as Container
  owned.containers ??= new Set()
  if (owned.containers.has(container)) return container
  const copy = Array.isArray(container) ? container.slice() : { ...container }
  owned.containers.add(copy)
  return copy
}

function readKey(parent: Container, key: unknown, edit: unknown): Key {
  if (Array.isArray(parent)) {
    // `isInteger` narrows nothing.
    if (Number.isInteger(key)) return key as number
    throw nonsense('name no index for a list', edit)
  }
  if (typeof key !== 'string' && typeof key !== 'number') throw nonsense('hold a path entry that is neither key nor index', edit)
  if (!isSafeKey(String(key))) throw nonsense('reach for a prototype', edit)
  return String(key)
}

function getMember(parent: Container, key: Key, edit: unknown): unknown {
  if (!Object.hasOwn(parent, key)) throw nonsense('lead to a place the value does not have', edit)
  // Its own, as was just seen; a list answers to its indices.
  return (parent as Record<Key, unknown>)[key]
}

function setMember(parent: Container, key: Key, value: unknown): void {
  // Keys were checked by readKey: an existing index, or a string that names no prototype.
  ;(parent as Record<Key, unknown>)[key] = value
}

function nonsense(what: string, seen: unknown): GradioStreamError<'stream-invalid'> {
  const text = previewValue(seen, 200)
  return new GradioStreamError('stream-invalid', {
    message: `The edits of a streamed value ${what}; seen was ${text.slice(0, 80)}.`,
    hint: 'The final value will still be right; if it repeats, report it to the app with its Gradio version.',
    details: { seen: text },
  })
}
