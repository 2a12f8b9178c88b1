/**
 * Converts chats of every Gradio version to Gradio 6's shape, `{role, content: [{type, …}], metadata, options}`, and
 * back. Up to 4 they are pairs `[user, bot]`; later also messages whose content is one text, file or component.
 */
import { writeExact } from '../exact-json.ts'
import { isJsonObject } from '../json-object.ts'
import { isFileValue, levelFiles, mapList } from './values-files.ts'
import type { FileSetting } from './values-files.ts'

type Part = Readonly<Record<string, unknown>>
type Message = Readonly<Record<string, unknown>>

/** A leveller of chats. Entries that did not change since the last step keep their objects. */
export function createChatLeveller(setting: FileSetting): (value: unknown) => unknown {
  // By their place in the chat. An entry is never changed: an edit makes new objects along its path only.
  let entries: readonly unknown[] = []
  let made: readonly (readonly unknown[])[] = []

  function entry(value: unknown, index: number): readonly unknown[] {
    const known = made[index]
    if (known && value === entries[index]) return known
    if (typeof value !== 'object' || value === null) return [value]
    return Array.isArray(value) ? fromPair(value, setting) : [levelMessage(value, setting)]
  }

  return (value) => {
    if (!Array.isArray(value)) return value
    made = value.map(entry)
    entries = value
    return made.flat()
  }
}

/** Turns Gradio 6's messages into pairs, for older chats. Pairs stay as they are. */
export function toPairs(value: unknown): unknown {
  if (!Array.isArray(value) || !value.some(isMessage)) return value
  const pairs: [unknown, unknown][] = []
  let last: [unknown, unknown] | null = null
  for (const message of value) {
    if (!isMessage(message)) continue
    for (const content of contents(message.content)) {
      const isUser = message.role === 'user'
      if (isUser || last === null || last[1] !== null) pairs.push((last = [null, null]))
      last[isUser ? 0 : 1] = content
    }
  }
  return pairs
}

/** Turns Gradio 6's messages into messages with one content each, for 4 and 5. */
export function toSingleContents(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.flatMap((message: unknown) => {
    if (!isMessage(message) || !Array.isArray(message.content)) return [message]
    return contents(message.content).map((content) => ({ ...message, content }))
  })
}

function fromPair(pair: readonly unknown[], setting: FileSetting): Message[] {
  return ['user', 'assistant'].flatMap((role, index) => {
    const content = pair[index]
    if (content === null || content === undefined) return []
    return [{ role, content: parts(content, setting), metadata: null, options: null }]
  })
}

function levelMessage(value: object, setting: FileSetting): unknown {
  if (!isMessage(value) || Array.isArray(value.content)) return value
  return { metadata: null, options: null, ...value, content: parts(value.content, setting) }
}

function parts(content: unknown, setting: FileSetting): Part[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return content.flatMap((item) => parts(item, setting))
  if (content === null || content === undefined) return []
  if (!isJsonObject(content)) return [{ type: 'text', text: writeExact(content) }]
  if (typeof content.type === 'string') return [content]
  if (isFileValue(content.file)) return [{ type: 'file', ...content, file: levelFiles(content.file, setting) }]
  if (typeof content.component === 'string') return [{ type: 'component', ...content }]
  const file = levelFiles(content, setting)
  // Gradio 3 has the file itself in the chat, with its text beside it.
  if (isFileValue(file)) return [{ type: 'file', file, alt_text: content.alt_text ?? null }]
  return [content]
}

/** The contents of a message as a list; versions before 6 write a single content. */
export function contents(content: unknown): unknown[] {
  if (!Array.isArray(content)) return [content]
  return content.map((part: unknown) => {
    if (!isJsonObject(part)) return part
    if (part.type === 'text') return part.text
    const { type: _type, ...rest } = part
    return rest
  })
}

function isMessage(value: unknown): value is Message {
  return isJsonObject(value) && typeof value.role === 'string'
}

/** The same chat with its files in the form of Gradio 3. */
export function withOldFiles(pairs: unknown, toOld: (file: unknown) => unknown): unknown {
  if (!Array.isArray(pairs)) return pairs
  return mapList(pairs, (pair) =>
    Array.isArray(pair) ? mapList(pair, (side) => (isJsonObject(side) && isFileValue(side.file) ? toOld(side.file) : side)) : pair,
  )
}
