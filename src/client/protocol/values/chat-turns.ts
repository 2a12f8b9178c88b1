/**
 * The turns of a chat whose endpoint returns only a reply (`gr.ChatInterface`), as messages in Gradio 6's shape: the
 * sent message, and the reply, which can be a text, a message, a file, a component, or a list of them.
 */
import type { AppDescription } from '../describe/app-description.ts'
import { isFile as isLocalFile } from './input-files.ts'
import { isBefore } from '../legacy.ts'
import { isJsonObject } from '../json-object.ts'
import { createChatLeveller } from './values-chat.ts'

type Message = Readonly<Record<string, unknown>>

/** The person's message: a text, or `{text, files}`. Unsent files are in it unchanged. */
export function questionMessage(value: unknown): Message {
  return { role: 'user', content: partsOf(value), metadata: null, options: null }
}

/** A reader of replies for one conversation. An unchanged reply gives the same messages. */
export function createReplyReader({ version, apiUrl }: Pick<AppDescription, 'version' | 'apiUrl'>): (value: unknown) => readonly unknown[] {
  const level = createChatLeveller({ apiUrl, isUrlUnusable: isBefore(version, 4, 22) })
  let known: { readonly value: unknown; readonly messages: readonly unknown[] } | null = null
  return (value) => {
    if (known && known.value === value) return known.messages
    // A list is several messages; the leveller makes a message of each item.
    const messages = level(replyMessages(value)) as readonly unknown[]
    known = { value, messages }
    return messages
  }
}

function replyMessages(value: unknown): readonly Message[] {
  if (value === null || value === undefined) return []
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap((one: unknown): Message[] => {
    if (one === null || one === undefined) return []
    if (isJsonObject(one) && 'content' in one) return [{ role: 'assistant', ...one }]
    return [{ role: 'assistant', content: partsOf(one) }]
  })
}

function partsOf(value: unknown): unknown[] {
  if (!isJsonObject(value) || isLocalFile(value)) return Array.isArray(value) ? value.flatMap(partsOf) : [partOf(value)]
  const { text, files } = value
  if (!Array.isArray(files)) return [partOf(value)]
  const own = files.map(partOf)
  return typeof text === 'string' && text !== '' ? [...own, { type: 'text', text }] : own
}

function partOf(value: unknown): unknown {
  if (typeof value === 'string') return { type: 'text', text: value }
  if (typeof value === 'number' || typeof value === 'boolean') return { type: 'text', text: String(value) }
  return isLocalFile(value) || (isJsonObject(value) && typeof value.path === 'string') ? { type: 'file', file: value } : value
}
