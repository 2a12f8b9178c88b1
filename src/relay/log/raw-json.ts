/**
 * A JSON value as it was written, parsed only along the path of an edit. Numbers keep their digits, and a text of a
 * megabyte is not read to change what stands beside it. Edits are Gradio's, with the meaning that
 * `client/protocol/output-diff.ts` gives them.
 */
import { readItems, readMembers, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { isSafeKey } from '@gradio-stream/client/internal/protocol/json-object'

type RawContainer = Map<string, RawJson> | RawJson[]
/** A text that grows by appends. It is joined when it is written, since it grows by a word at a time. */
class GrowingText {
  readonly parts: string[]

  constructor(text: string) {
    this.parts = [text.slice(1, -1)]
  }
}
/** Text, or a container whose members are such values. */
export type RawJson = string | RawContainer | GrowingText

/** The value as text. */
export function writeRaw(raw: RawJson): string {
  if (typeof raw === 'string') return raw
  if (raw instanceof GrowingText) return `"${raw.parts.join('')}"`
  if (Array.isArray(raw)) return `[${raw.map(writeRaw).join(',')}]`
  return writeMembers(new Map(Array.from(raw, ([name, value]) => [name, writeRaw(value)])))
}

/** Members of an object, else `null`. Parses the object on first use. */
export function rawMembers(raw: RawJson): ReadonlyMap<string, RawJson> | null {
  const opened = open(raw)
  return opened instanceof Map ? opened : null
}

/**
 * The value after the edits, given as text of a list of `[action, path, value]`. `null` for edits that a reader would
 * refuse. Changes its argument.
 */
export function applyRawEdits(value: RawJson, edits: string): RawJson | null {
  let root: RawJson | null = value
  for (const edit of readItems(edits) ?? [null]) {
    root = edit === null ? null : applyRawEdit(root, edit)
    if (root === null) return null
  }
  return root
}

function applyRawEdit(root: RawJson, edit: string): RawJson | null {
  const [actionText, pathText, operand] = readItems(edit) ?? []
  if (actionText === undefined || pathText === undefined || operand === undefined) return null
  const action: unknown = parse(actionText)
  const path: unknown = parse(pathText)
  if (!Array.isArray(path)) return null
  if (path.length === 0) {
    if (action === 'replace') return operand
    return action === 'append' ? appended(root, operand) : null
  }
  const top = open(root)
  let parent = top
  for (const key of path.slice(0, -1)) {
    const child: RawContainer | null = parent && openMember(parent, key)
    if (!child) return null
    parent = child
  }
  return parent && editMember(parent, path.at(-1), action, operand) ? top : null
}

function editMember(parent: RawContainer, key: unknown, action: unknown, operand: string): boolean {
  // The index in a list's `delete` is wrong in every Gradio version: a list changes only at its end.
  if (Array.isArray(parent) && action === 'delete') return parent.pop() !== undefined
  if (Array.isArray(parent) && action === 'add') return parent.push(operand) > 0
  const place = placeOf(parent, key)
  if (place === null) return false
  const before = getMember(parent, place)
  if (action === 'append') {
    const text = before === undefined ? null : appended(before, operand)
    if (text !== null) setMember(parent, place, text)
    return text !== null
  }
  if (action === 'delete' && parent instanceof Map) {
    parent.delete(String(place))
    return true
  }
  if (action !== 'replace' && action !== 'add') return false
  if (Array.isArray(parent) && before === undefined) return false
  setMember(parent, place, operand)
  return true
}

function openMember(parent: RawContainer, key: unknown): RawContainer | null {
  const place = placeOf(parent, key)
  const member = place === null ? undefined : getMember(parent, place)
  const opened = member === undefined ? null : open(member)
  if (place === null || opened === null) return null
  setMember(parent, place, opened)
  return opened
}

function placeOf(parent: RawContainer, key: unknown): string | number | null {
  if (Array.isArray(parent)) return typeof key === 'number' && Number.isInteger(key) ? key : null
  const name = typeof key === 'string' || typeof key === 'number' ? String(key) : null
  return name !== null && isSafeKey(name) ? name : null
}

function getMember(parent: RawContainer, place: string | number): RawJson | undefined {
  return Array.isArray(parent) ? parent[Number(place)] : parent.get(String(place))
}

function setMember(parent: RawContainer, place: string | number, value: RawJson): void {
  if (Array.isArray(parent)) parent[Number(place)] = value
  else parent.set(String(place), value)
}

function open(raw: RawJson): RawContainer | null {
  if (raw instanceof GrowingText) return null
  if (typeof raw !== 'string') return raw
  const text = raw.trimStart()
  if (text.startsWith('{')) return readMembers(text)
  return text.startsWith('[') ? readItems(text) : null
}

/** The text with another text appended. */
function appended(text: RawJson, operand: string): RawJson | null {
  if (!operand.startsWith('"')) return null
  const growing = typeof text === 'string' && text.startsWith('"') ? new GrowingText(text) : text
  if (!(growing instanceof GrowingText)) return null
  growing.parts.push(operand.slice(1, -1))
  return growing
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
