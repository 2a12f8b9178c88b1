/**
 * Code that does not load: what is said, and that the next caller asks again. The loader is played; what the browser
 * says is put there.
 */
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/client/kit/clock.ts'
import { Piece } from '../../src/client/kit/load-piece.ts'

const limit = { clock: systemClock, limitMs: 30_000 }

afterEach(() => vi.unstubAllGlobals())

test.each([
  'Failed to fetch dynamically imported module: https://page.test/assets/part-1a2b.js',
  'error loading dynamically imported module: https://page.test/assets/part-1a2b.js',
  'Importing a module script failed.',
])('says what the browser said: %s', async (message) => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError(message))
  const error: unknown = await new Piece('draws this', load).get(limit).catch((cause: unknown) => cause)
  expect(error).toMatchObject({ code: 'load-failed', details: { isOffline: false }, isRetryable: true })
  expect(String(error)).toContain(message.replace(/\.$/, ''))
  expect(load).toHaveBeenCalledTimes(2)
})

test('what fails once and then loads is nobody’s failure', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new TypeError('Failed to fetch')).mockResolvedValue('it')
  expect(await new Piece('draws this', load).get(limit)).toBe('it')
  expect(load).toHaveBeenCalledTimes(2)
})

test('who asks after a failure loads anew', async () => {
  const failed = new TypeError('Failed to fetch')
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(failed)
  const piece = new Piece('draws this', load)
  await Promise.allSettled([piece.get(limit)])
  expect(load).toHaveBeenCalledTimes(2)
  await Promise.allSettled([piece.get(limit), piece.get(limit)])
  load.mockResolvedValue('it')
  expect(await piece.get(limit)).toBe('it')
})

test('nothing is asked for offline, and all of it once the browser is back', async () => {
  const network = { onLine: false }
  vi.stubGlobal('navigator', network)
  vi.stubGlobal('location', { hostname: 'page.test' })
  const load = vi.fn(() => Promise.resolve('it'))
  const piece = new Piece('draws this', load)
  await expect(piece.get(limit)).rejects.toMatchObject({ code: 'load-failed', details: { isOffline: true } })
  expect(load).not.toHaveBeenCalled()
  network.onLine = true
  expect(await piece.get(limit)).toBe('it')
})

test.each([
  ['a page from this machine', { onLine: false }, 'localhost'],
  ['one by its number', { onLine: false }, '127.0.0.1'],
  ['one with a service worker', { onLine: false, serviceWorker: { controller: {} } }, 'page.test'],
])('%s needs no network', async (_name, navigator, hostname) => {
  vi.stubGlobal('navigator', navigator)
  vi.stubGlobal('location', { hostname })
  expect(await new Piece('draws this', () => Promise.resolve('it')).get(limit)).toBe('it')
})

test('where Vite’s own event was kept from being an error, nothing has come all the same', async () => {
  const piece = new Piece<string>('draws this', () => Promise.resolve(undefined as unknown as string))
  await expect(piece.get(limit)).rejects.toMatchObject({ code: 'load-failed' })
  await expect(piece.get(limit)).rejects.toMatchObject({ code: 'load-failed' })
})

test('what is prepared is loaded once, for whoever asks later', async () => {
  const load = vi.fn<() => Promise<string>>().mockResolvedValue('it')
  const piece = new Piece('runs an endpoint', load)
  piece.prepare(limit, false)
  piece.prepare(limit, false)
  expect(await piece.get(limit)).toBe('it')
  expect(load).toHaveBeenCalledTimes(1)
})

test('what cannot be prepared is told to whoever asks, and asked for anew', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValue(new TypeError('Failed to fetch'))
  const piece = new Piece('runs an endpoint', load)
  piece.prepare(limit, false)
  await vi.waitFor(() => expect(load).toHaveBeenCalledTimes(2))
  await expect(piece.get(limit)).rejects.toMatchObject({ code: 'load-failed' })
  load.mockResolvedValue('it')
  expect(await piece.get(limit)).toBe('it')
})

test('an idle page is waited for', async () => {
  const idle: (() => void)[] = []
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => idle.push(callback))
  const load = vi.fn<() => Promise<string>>().mockResolvedValue('it')
  const piece = new Piece('runs an endpoint', load)
  piece.prepare(limit, true)
  expect(load).not.toHaveBeenCalled()
  for (const callback of idle) callback()
  expect(load).toHaveBeenCalledTimes(1)
})

test('what is there from the start is never loaded', async () => {
  const load = vi.fn<() => Promise<string>>()
  const piece = new Piece('runs an endpoint', load, 'it')
  piece.prepare(limit, false)
  expect(await piece.get(limit)).toBe('it')
  expect(load).not.toHaveBeenCalled()
})
