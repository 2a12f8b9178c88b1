import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { createPageLifecycle } from '../../../src/client/connection/page/page-lifecycle.ts'
import type { PageEvent } from '../../../src/client/connection/page/page-lifecycle.ts'

function page(visibilityState = 'visible') {
  const window = new EventTarget()
  const document = Object.assign(new EventTarget(), { visibilityState })
  const lifecycle = createPageLifecycle(() => ({ window, document, navigator: { onLine: false } }))
  const events: PageEvent[] = []
  return { window, document, lifecycle, events, watch: () => lifecycle.watch((event) => events.push(event)) }
}
const transition = (name: string, persisted: boolean): Event => Object.assign(new Event(name), { persisted })

test.each<{ on: 'window' | 'document'; event: Event; said: PageEvent[] }>([
  { on: 'window', event: new Event('offline'), said: ['offline'] },
  { on: 'window', event: new Event('online'), said: ['online'] },
  { on: 'window', event: transition('pagehide', false), said: ['closing'] },
  { on: 'window', event: transition('pagehide', true), said: [] },
  { on: 'window', event: transition('pageshow', true), said: ['thawed'] },
  { on: 'window', event: transition('pageshow', false), said: [] },
  { on: 'document', event: new Event('resume'), said: ['thawed'] },
  { on: 'document', event: new Event('visibilitychange'), said: ['shown'] },
])('says $said at $event.type of the $on', ({ on, event, said }) => {
  const { events, watch, ...targets } = page()
  watch()
  targets[on].dispatchEvent(event)
  expect(events).toEqual(said)
})

test('says nothing when the page is hidden', () => {
  const { events, watch, document } = page('hidden')
  watch()
  document.dispatchEvent(new Event('visibilitychange'))
  expect(events).toEqual([])
})

test('listens while somebody watches, and again when somebody comes back', () => {
  const { events, watch, window } = page()
  const [first, second] = [watch(), watch()]
  first()
  window.dispatchEvent(new Event('online'))
  second()
  window.dispatchEvent(new Event('online'))
  expect(events).toEqual(['online'])
  watch()
  window.dispatchEvent(new Event('online'))
  expect(events).toEqual(['online', 'online'])
})

test('is never offline where nobody can tell, and can be watched there', () => {
  const lifecycle = createPageLifecycle(() => ({}))
  expect(lifecycle.isOffline).toBe(false)
  lifecycle.watch(() => undefined)()
})

test('listens to a document of jsdom in a Node that has its own AbortSignal, as Jest runs it', () => {
  const { window } = new JSDOM('')
  const lifecycle = createPageLifecycle(() => ({ window, document: undefined, navigator: undefined }))
  const told: PageEvent[] = []
  const stop = lifecycle.watch((event) => told.push(event))
  window.dispatchEvent(new window.Event('offline'))
  stop()
  window.dispatchEvent(new window.Event('online'))
  expect(told).toEqual(['offline'])
})
