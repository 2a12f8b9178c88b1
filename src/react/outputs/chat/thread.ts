/** Puts thoughts below their message, and groups messages of one speaker. */
import type { ChatMessage } from './read-chat.ts'

/** A message and the thoughts in it. */
export interface ThreadEntry {
  /** Index in the chat: the key. */
  readonly index: number
  readonly message: ChatMessage
  readonly inner: readonly ThreadEntry[]
  /** The message before it is by the same speaker. */
  readonly continues: boolean
}

/** The chat as a tree. A parent that is missing or comes later is ignored. */
export function toThread(messages: readonly ChatMessage[]): readonly ThreadEntry[] {
  const top: Mutable[] = []
  const byId = new Map<string, Mutable>()
  for (const [index, message] of messages.entries()) {
    const parent = message.parentId === null ? undefined : byId.get(message.parentId)
    const siblings = parent ? parent.inner : top
    const entry: Mutable = { index, message, inner: [], continues: siblings.at(-1)?.message.role === message.role }
    siblings.push(entry)
    if (message.id !== null) byId.set(message.id, entry)
  }
  return top
}

interface Mutable extends ThreadEntry {
  inner: Mutable[]
}
