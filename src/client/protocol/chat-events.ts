/**
 * Events of a chat in the form of Gradio's own page (read from the traffic of 4.44, 5.50 and 6.31, and from the page's
 * source): the chat that is sent with it, in Gradio 6's shape, and the `event_data`, whose positions are counted as the
 * app counts them.
 */
import type { AppDescription, ReturnDescription } from './describe/app-description.ts'
import { isBefore } from './legacy.ts'
import { isJsonObject } from './json-object.ts'
import { contents } from './values/values-chat.ts'

/**
 * An event of a chat: the last question is repeated or removed; a message is rated or edited. `index` is the position
 * of a message.
 */
export type ChatEvent =
  | { readonly name: 'retry' }
  | { readonly name: 'undo' }
  /** `liked` is one of the app's own words, or `''` when a rating is removed. */
  | { readonly name: 'like'; readonly index: number; readonly liked: boolean | string }
  | { readonly name: 'edit'; readonly index: number; readonly text: string }

/** What is sent for an event. */
export interface ToldChat {
  readonly history: readonly unknown[]
  readonly data: unknown
}

/** What an event needs to know about its chat. */
export interface ChatSetting {
  readonly version: AppDescription['version']
  readonly props: ReturnDescription['props']
}

/** What to send for a chat event; `null` if the chat has nothing that it could apply to. */
export function tellChat(history: readonly unknown[], event: ChatEvent, { version, props }: ChatSetting): ToldChat | null {
  const isPairs = isBefore(version, 6) && props.type !== 'messages'
  const place = (index: number): unknown => (isPairs ? pairPlace(history, index) : index)
  if (event.name === 'retry' || event.name === 'undo') {
    const index = lastQuestion(history)
    return index === -1 ? null : { history, data: { index: place(index), value: contentsOf(history[index]).at(-1) ?? null } }
  }
  const { index } = event
  if (history[index] === undefined) return null
  if (event.name === 'edit') {
    const edited = history.with(index, { ...asMessage(history[index]), content: [{ type: 'text', text: event.text }] })
    const data = { index: place(index), value: event.text, previous_value: contentsOf(history[index]).at(-1) ?? null }
    return { history: edited, data }
  }
  const { liked } = event
  // In pairs each side is rated by itself; messages are rated together with their neighbours by the same speaker.
  if (isPairs) return { history, data: { index: place(index), value: contentsOf(history[index]).at(-1) ?? null, liked } }
  const [first, last] = props.group_consecutive_messages === false ? [index, index] : groupAround(history, index)
  const value = history.slice(first, last + 1).flatMap(contentsOf)
  return { history, data: { index: isBefore(version, 5) ? [first, last] : first, value, liked } }
}

/** Index of the last message that is not the app's; -1 if there is none. */
export function lastQuestion(history: readonly unknown[]): number {
  return history.findLastIndex((message) => roleOf(message) !== 'assistant')
}

/** The first and the last message of the group by one speaker around this one. */
function groupAround(history: readonly unknown[], index: number): readonly [first: number, last: number] {
  const role = roleOf(history[index])
  let first = index
  let last = index
  while (first > 0 && roleOf(history[first - 1]) === role) first -= 1
  while (last + 1 < history.length && roleOf(history[last + 1]) === role) last += 1
  return [first, last]
}

/** Row and side of a message in the pairs that are sent (`toPairs`). */
function pairPlace(history: readonly unknown[], index: number): readonly [row: number, side: number] {
  let row = -1
  let isAnswered = true
  for (const [at, message] of history.entries()) {
    const side = roleOf(message) === 'user' ? 0 : 1
    for (let left = contentsOf(message).length; left > 0; left -= 1) {
      if (side === 0 || isAnswered) row += 1
      isAnswered = side === 1
      if (at === index) return [row, side]
    }
  }
  return [Math.max(row, 0), 0]
}

function contentsOf(message: unknown): unknown[] {
  return contents(asMessage(message).content)
}

function roleOf(message: unknown): unknown {
  return asMessage(message).role
}

function asMessage(message: unknown): Readonly<Record<string, unknown>> {
  return isJsonObject(message) ? message : {}
}
