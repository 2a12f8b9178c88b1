/**
 * Ends of runs that the store did not accept. Readers get them from here until the store has them. A reader that got
 * one continues after `<id of the store>~<this relay>.<number>`.
 */
import { mapKey } from './session-key.ts'
import type { LoggedMessage, LogPage, SessionKey } from './run-log.ts'

/** One end that must still be written. */
export interface HeldEnd {
  readonly number: number
  readonly runId: string
  readonly text: string
  readonly heldAt: number
  /** A reader has received it. */
  isDelivered: boolean
}

/** Where a reader continues: in the store, and among the held ends. */
export interface Place {
  readonly after: string
  /** Number of the last held end that it received; 0 for none. */
  readonly heldAfter: number
}

export class HeldEnds {
  readonly #mark: RegExp
  readonly #generation: string
  readonly #bySession = new Map<string, HeldEnd[]>()
  #last = 0

  /** `generation` distinguishes this relay's numbers from those of an earlier one: letters and digits. */
  constructor(generation: string) {
    this.#generation = generation
    this.#mark = new RegExp(`~${generation}\\.(\\d{1,15})$`)
  }

  hold(key: SessionKey, runId: string, text: string, heldAt: number): HeldEnd {
    const held: HeldEnd = { number: ++this.#last, runId, text, heldAt, isDelivered: false }
    this.#bySession.set(mapKey(key), [...this.of(key), held])
    return held
  }

  /** The ends held for a session, oldest first. */
  of(key: SessionKey): readonly HeldEnd[] {
    return this.#bySession.get(mapKey(key)) ?? []
  }

  /** The store has it, or it is no longer needed. */
  release(key: SessionKey, held: HeldEnd): void {
    const rest = this.of(key).filter((other) => other !== held)
    if (rest.length > 0) this.#bySession.set(mapKey(key), rest)
    else this.#bySession.delete(mapKey(key))
  }

  clear(): void {
    this.#bySession.clear()
  }

  /** The meaning of a cursor. */
  place(cursor: string): Place {
    const mark = this.#mark.exec(cursor)
    // Cursors of an earlier relay keep their id of the store.
    return mark ? { after: cursor.slice(0, mark.index), heldAfter: Number(mark[1]) } : { after: cursor.replace(OTHER, ''), heldAfter: 0 }
  }

  /** A page of the store with the held ends after its last message. Their runs are no longer pending. */
  addTo(page: LogPage, key: SessionKey, { heldAfter }: Place): LogPage {
    const all = this.of(key)
    if (page.kind !== 'page' || (all.length === 0 && heldAfter === 0)) return page
    const news = page.atEnd ? all.filter(({ number }) => number > heldAfter) : []
    const last = news.at(-1)?.number ?? heldAfter
    return {
      ...page,
      messages: [...page.messages, ...news.map((held) => this.#shown(held, page.next))],
      next: this.#cursor(page.next, last),
      pendingRuns: Math.max(0, page.pendingRuns - all.length),
    }
  }

  /** Only the held ends, for a store that cannot be read; `null` if there are none to give. */
  alone(key: SessionKey, { after, heldAfter }: Place, pendingRuns: number): LogPage | null {
    const news = this.of(key).filter(({ number }) => number > heldAfter)
    const last = news.at(-1)
    if (!last) return null
    return { kind: 'page', messages: news.map((held) => this.#shown(held, after)), next: this.#cursor(after, last.number), pendingRuns, atEnd: true } // prettier-ignore
  }

  #shown({ number, runId, text }: HeldEnd, after: string): LoggedMessage {
    return { id: this.#cursor(after, number), runId, text, ends: true }
  }

  #cursor(after: string, number: number): string {
    return number === 0 ? after : `${after}~${this.#generation}.${number}`
  }
}

const OTHER = /~[\da-z]+\.\d{1,15}$/i
