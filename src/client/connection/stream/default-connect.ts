/** The connector of a client that was given none. */
import type { Connect } from './connector.ts'
import { connectWithFetchEventSource } from './fetch-event-source-connector.ts'

/**
 * Reads a stream with fetch-event-source where there are `window` and `document`, with eventsource-parser elsewhere,
 * which no page has to load. It chooses at each call: a test or a server render may bring a DOM later.
 */
export const defaultConnect: Connect = async (request) => {
  if (hasDom()) return connectWithFetchEventSource(request)
  const { connectWithParser } = await import('./parser-connector.ts')
  return connectWithParser(request)
}

function hasDom(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}
