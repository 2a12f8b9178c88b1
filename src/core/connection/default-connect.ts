/** Picks the connector by what there is, at each call: a test or a server render may bring a DOM later. */
import type { Connect } from './connector.ts'
import { connectWithFetchEventSource } from './fetch-event-source-connector.ts'
import { connectWithParser } from './parser-connector.ts'

/** fetch-event-source where there are `window` and `document`, eventsource-parser elsewhere. */
export const defaultConnect: Connect = (request) => {
  const hasDom = typeof window !== 'undefined' && typeof document !== 'undefined'
  return hasDom ? connectWithFetchEventSource(request) : connectWithParser(request)
}
