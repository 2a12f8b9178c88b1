/**
 * Picks the connector by what there is, at each call: a test or a server render may bring a DOM later. Each is loaded when it is first
 * picked, so that a page does not carry Node's, nor Node a page's.
 */
import { Piece } from '../load-piece.ts'
import { systemClock } from '../clock.ts'
import type { Connect } from './connector.ts'

/** Longest wait for a connector's code. */
const LOAD_LIMIT_MS = 30_000

/** One for a page, one for everything else. */
export const connectPieces = {
  browser: new Piece('reads streams in a page', () => import('./fetch-event-source-connector.ts')),
  elsewhere: new Piece('reads streams', () => import('./parser-connector.ts')),
}

/** Reads one SSE stream in a browser, with fetch-event-source. */
export const connectWithFetchEventSource: Connect = async (request) => {
  const { connectWithFetchEventSource: connect } =
    connectPieces.browser.now ?? (await connectPieces.browser.get({ clock: systemClock, limitMs: LOAD_LIMIT_MS }))
  return connect(request)
}

/** Reads one SSE stream where there is no DOM, with eventsource-parser. */
export const connectWithParser: Connect = async (request) => {
  const { connectWithParser: connect } =
    connectPieces.elsewhere.now ?? (await connectPieces.elsewhere.get({ clock: systemClock, limitMs: LOAD_LIMIT_MS }))
  return connect(request)
}

/** fetch-event-source where there are `window` and `document`, eventsource-parser elsewhere. */
export const defaultConnect: Connect = (request) => (hasDom() ? connectWithFetchEventSource(request) : connectWithParser(request))

/** Loads ahead of need what {@link defaultConnect} would pick. */
export function prefetchConnect(): void {
  const piece = hasDom() ? connectPieces.browser : connectPieces.elsewhere
  piece.prefetch()
}

function hasDom(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}
