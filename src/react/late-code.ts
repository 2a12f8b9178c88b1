/**
 * Code of the page that comes after its first paint: loaded once for all who need it, drawn at once where it is there already. Unlike
 * `lazyPart` it draws nothing itself, for what must stay in place, with its focus and what was typed, while its code comes.
 */
import { useEffect, useSyncExternalStore } from 'react'
import { systemClock } from '../core/clock.ts'
import { Piece } from '../core/load-piece.ts'
import type { PieceError } from '../core/load-piece.ts'

/** As the other pieces of a run, by the default of `requestTimeoutMs`. */
const LIMIT_MS = 30_000

/** What is known of it; a new object with each change. */
export interface LateState<Code> {
  readonly code: Code | null
  /** Why it could not be loaded; whoever loads it next tries again. */
  readonly error: PieceError | null
}

const NOTHING: LateState<never> = { code: null, error: null }

/** One piece of code. `name` goes on from "The part of this library that …". */
export class LateCode<Code> {
  readonly #piece: Piece<Code>
  readonly #listeners = new Set<() => void>()
  #state: LateState<Code> = NOTHING
  #loading: Promise<void> | null = null

  constructor(name: string, load: () => Promise<Code>) {
    this.#piece = new Piece(name, load)
  }

  readonly getState = (): LateState<Code> => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves when it is there, or could not be loaded. */
  readonly load = (): Promise<void> => (this.#state.code === null ? (this.#loading ??= this.#load()) : Promise.resolve())

  async #load(): Promise<void> {
    if (this.#state.error) this.#set(NOTHING)
    try {
      this.#set({ code: await this.#piece.get({ clock: systemClock, limitMs: LIMIT_MS }), error: null })
    } catch (cause) {
      // A `Piece` rejects with nothing else.
      const error = cause as PieceError
      this.#set({ code: null, error })
      // Nothing was asked for yet, so that nothing is lost by asking.
      if (error.code === 'load-failed' && error.details.isOffline) addEventListener('online', () => void this.load(), { once: true })
    } finally {
      this.#loading = null
    }
  }

  #set(state: LateState<Code>): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** When it is loaded: at once, after what is more urgent, or not by this reader. */
export type Need = 'now' | 'soon' | 'never'

/** Reads a piece and asks for it. One that failed is asked for again by a person (`load`), or when the browser is back online. */
export function useLateCode<Code>(late: LateCode<Code>, need: Need): LateState<Code> {
  const state = useSyncExternalStore(late.subscribe, late.getState, () => NOTHING)
  useEffect(() => {
    const { code, error } = late.getState()
    if (need === 'never' || code !== null || error !== null) return undefined
    if (need === 'now') return void late.load()
    const timer = setTimeout(() => void late.load(), 0)
    return () => clearTimeout(timer)
  }, [late, need])
  return state
}

/**
 * The same for what a server draws too: below a `Suspense`, what is needed at once is waited for there, and the page takes over what was
 * drawn once it has the code. In a page nothing is suspended.
 */
export function useServedCode<Code>(late: LateCode<Code>, need: Need): LateState<Code> {
  const state = useLateCode(late, need)
  if (!useIsServerDrawn()) return state
  const known = late.getState()
  // What React waits for is thrown; `lazy` does the same, but draws what is there already a moment later.
  // oxlint-disable-next-line typescript/only-throw-error -- see above
  if (need === 'now' && known.code === null && known.error === null) throw late.load()
  return known
}

const never = (): (() => void) => () => undefined

/** True on a server, and in a page while it takes over what a server has drawn. */
export function useIsServerDrawn(): boolean {
  return useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
}
