/**
 * Finds the messages of a run that later messages have replaced: values before the newest one, progress, places in the
 * queue, and log lines before the last 1,000. A reader ends in the same state with or without them, from any position.
 * What it gets on the way is a part of what happened, in order.
 */
import { readItems, readMembers, writeItems, writeMembers } from '@gradio-stream/client/internal/protocol/json-text'
import { applyRawEdits, rawMembers, writeRaw } from './raw-json.ts'
import type { RawJson } from './raw-json.ts'

/** One kept message. */
export interface FoldableMessage {
  readonly number: number
  readonly text: string
}

/** What became of a message: gone, or rewritten with a whole value. */
export interface Folding {
  /** Numbers of the messages that are no longer needed. */
  readonly gone: ReadonlySet<number>
  /** By number: the message with its values whole. */
  readonly whole: ReadonlyMap<number, string>
}

/** Of these messages only the last one counts. */
const LAST_COUNTS: ReadonlySet<unknown> = new Set(['progress', 'estimation'])
/** Log lines of a run that are kept: the client shows as many (`LOG_LIMIT`). */
const KEPT_LOG_LINES = 1_000

/** Folds one run, piece by piece. Looks at each message once. */
export class RunFold {
  /** Number of the run's first value. A reader before it expects whole values. */
  firstValue: number | null = null
  /** Number of the first message that is still kept. */
  firstKept: number | null = null
  /** The values on the wire after the last message that was looked at. */
  #items: RawJson[] | null = null
  /** The same values as text, at the start of this folding, and the edits since then. */
  #begun: { readonly items: readonly string[]; readonly edits: (readonly string[])[] } | null = null
  #updates: UpdatedMembers[] = []
  /** The last value, and whether it replaces earlier ones. */
  #last: { readonly number: number; readonly text: string; readonly isFolded: boolean } | null = null
  readonly #lastOf = new Map<unknown, number>()
  readonly #logLines: number[] = []
  /** A message could not be read. Readers have to get it unchanged. */
  #isBroken = false

  fold(messages: readonly FoldableMessage[]): Folding {
    const gone = new Set<number>()
    const whole = new Map<number, string>()
    for (const message of messages) {
      const members = readMembers(message.text)
      const kind = members && readText(members.get('msg'))
      if (kind === 'process_generating' || kind === 'process_streaming') this.#takeValue(message, kind, { gone, whole })
      else if (kind === 'log') this.#logLines.push(message.number)
      else if (LAST_COUNTS.has(kind)) {
        const before = this.#lastOf.get(kind)
        if (before !== undefined) gone.add(before)
        this.#lastOf.set(kind, message.number)
      }
    }
    for (const number of this.#logLines.splice(0, Math.max(0, this.#logLines.length - KEPT_LOG_LINES))) gone.add(number)
    const items = this.#items?.map(writeRaw) ?? null
    this.#writeLast(whole, items)
    this.#begin(items)
    return { gone, whole }
  }

  #takeValue({ number, text }: FoldableMessage, kind: unknown, { gone, whole }: { gone: Set<number>; whole: Map<number, string> }): void {
    if (this.#isBroken) return
    this.firstValue ??= number
    this.firstKept ??= number
    const data = readData(text)
    const isStep = kind === 'process_generating' && this.#items !== null
    const updates = data?.map((written, index) => (isStep && !written.includes('"__type__"') ? (this.#updates[index] ?? null) : undefined))
    const items = data && (isStep ? this.#applied(data) : data)
    if (!items) {
      this.#writeLast(whole, this.#before())
      this.#isBroken = true
      this.#items = null
      return
    }
    const now = items.map((item, index) => (updates?.[index] === null ? null : updatedMembers(item)))
    const isReplaced = this.#last !== null && now.every((after, index) => replaces(this.#updates[index] ?? null, after))
    if (isReplaced && this.#last) {
      gone.add(this.#last.number)
      whole.delete(this.#last.number)
      if (this.firstKept === this.#last.number) this.firstKept = number
    } else this.#writeLast(whole, this.#before())
    this.#updates = now
    this.#items = items
    if (isStep && data) this.#begun?.edits.push(data)
    else this.#begin(data)
    this.#last = { number, text, isFolded: isReplaced }
  }

  /** Changes the items, even if it fails. */
  #applied(edits: readonly string[]): RawJson[] | null {
    const items = this.#items ?? []
    if (items.length !== edits.length) return null
    const next: RawJson[] = []
    for (const [index, item] of items.entries()) {
      const value = applyRawEdits(item, edits[index] ?? '')
      if (value === null) return null
      next.push(value)
    }
    return next
  }

  /** The items before the present message. */
  #before(): readonly string[] | null {
    if (!this.#last?.isFolded || !this.#begun) return null
    let items: readonly RawJson[] = this.#begun.items
    for (const edits of this.#begun.edits) items = items.map((item, index) => applyRawEdits(item, edits[index] ?? '') ?? item)
    return items.map(writeRaw)
  }

  #begin(items: readonly string[] | null): void {
    if (items === null) return
    this.#items = items.slice()
    this.#begun = { items, edits: [] }
  }

  /** The last value replaces those before it: writes it with its whole content. */
  #writeLast(whole: Map<number, string>, items: readonly string[] | null): void {
    if (this.#last?.isFolded && items) whole.set(this.#last.number, withData(this.#last.text, items))
  }
}

/** The same message for a reader that already has a value: every value replaces the one before. */
export function asEdits(text: string): string {
  const data = readData(text)
  if (!data || readText(readMembers(text)?.get('msg')) !== 'process_generating') return text
  return withData(
    text,
    data.map((item) => `[["replace",[],${item}]]`),
  )
}

/** Member names of an update (`gr.update`); `null`: a plain value. */
type UpdatedMembers = ReadonlySet<string> | null

function updatedMembers(item: RawJson): UpdatedMembers {
  if (typeof item === 'string' && !item.includes('"__type__"')) return null
  const members = rawMembers(item)
  const type = members?.get('__type__')
  return members && type !== undefined && writeRaw(type) === '"update"' ? new Set(members.keys()) : null
}

/**
 * Whether nothing of the value before remains visible. Properties of an update stay until another update names them.
 */
function replaces(before: UpdatedMembers, after: UpdatedMembers): boolean {
  if (before === null) return after === null || after.has('value')
  return after !== null && [...before].every((name) => after.has(name))
}

function readData(text: string): string[] | null {
  const output = readMembers(readMembers(text)?.get('output') ?? '')
  return output && readItems(output.get('data') ?? '')
}

function withData(text: string, items: readonly string[]): string {
  const members = readMembers(text) ?? new Map<string, string>()
  const output = readMembers(members.get('output') ?? '') ?? new Map<string, string>()
  output.set('data', writeItems(items))
  members.set('output', writeMembers(output))
  return writeMembers(members)
}

function readText(raw: string | undefined): unknown {
  return raw?.startsWith('"') ? JSON.parse(raw) : undefined
}
