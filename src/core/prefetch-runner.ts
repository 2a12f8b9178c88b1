/** The part of this library that drives runs, and when it is fetched ahead of the first: once an app is known and the page has nothing to do. */
import { Piece } from './load-piece.ts'
import type * as runner from './runner.ts'

/** What {@link runnerPiece} loads. */
export type RunnerModule = typeof runner

/** Safari cannot tell when a page is idle; it waits this long. */
const NOT_IDLE_MS = 200

/** One for all clients: a module is loaded once. */
export const runnerPiece: Piece<RunnerModule> = new Piece('drives runs', () => import('./runner.ts'))

/** Loads it, and the page's connector, when the page is idle. Elsewhere than in a page it is as near as it gets. */
export function prefetchRunner(piece: Piece<RunnerModule>): void {
  if (typeof window === 'undefined' || piece.now !== null) return
  const fetch = (): void => piece.prefetch((module) => module.prefetchConnect())
  if (typeof requestIdleCallback === 'function') requestIdleCallback(fetch)
  else setTimeout(fetch, NOT_IDLE_MS)
}
