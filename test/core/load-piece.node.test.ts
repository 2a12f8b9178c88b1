/** Parts that do not load: what is said, whether asking again can help, and who is told. The loader is played; what the browser says is put there. */
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { onPieceError, Piece } from '../../src/core/load-piece.ts'
import type { PieceError } from '../../src/core/load-piece.ts'

const URL_OF_PART = 'https://page.test/assets/part-1a2b.js'
const CHROMIUM = `Failed to fetch dynamically imported module: ${URL_OF_PART}`
const FIREFOX = `error loading dynamically imported module: ${URL_OF_PART}`
const WEBPACK = `Loading chunk 12 failed.\n(error: ${URL_OF_PART})`
const SAFARI = 'Importing a module script failed.'
const limit = { clock: systemClock, limitMs: 30_000 }

afterEach(() => vi.unstubAllGlobals())

interface Request {
  readonly responseStatus?: number
  readonly contentType?: string
}

/** A browser that fails each time; `requests` are those it has made after the first attempt, and after the second. */
async function failure(message: string, requests: readonly [readonly Request[], readonly Request[]]): Promise<PieceError> {
  let attempts = 0
  vi.stubGlobal('performance', {
    now: () => 0,
    getEntriesByName: (url: string) => (url === URL_OF_PART ? requests[attempts - 1] : []),
  })
  const piece = new Piece('draws this', () => {
    attempts += 1
    return Promise.reject(new TypeError(message))
  })
  const error = await piece.get(limit).then(
    () => expect.unreachable('it did load'),
    (cause: unknown) => cause,
  )
  expect(attempts).toBe(2)
  return error as PieceError
}

const lost: Request = { responseStatus: 0, contentType: '' }
const missing: Request = { responseStatus: 404, contentType: 'text/plain' }
const page: Request = { responseStatus: 200, contentType: 'text/html' }
const came: Request = { responseStatus: 200, contentType: 'text/javascript' }

test.each([
  ['a browser that asks again, without luck', CHROMIUM, [lost], [lost, lost], 'load-failed', { isOffline: false }],
  ['a browser that remembers', CHROMIUM, [lost], [lost], 'reload-needed', { isGone: false }],
  ['another that remembers', FIREFOX, [lost], [lost], 'reload-needed', { isGone: false }],
  ['webpack, which asks again', WEBPACK, [lost], [lost, lost], 'load-failed', { isOffline: false }],
  ['an older browser, which says no status', CHROMIUM, [{}], [{}], 'reload-needed', { isGone: false }],
  ['a server that has it no longer', CHROMIUM, [missing], [missing], 'reload-needed', { isGone: true }],
  ['the same, asked again', CHROMIUM, [missing], [missing, missing], 'reload-needed', { isGone: true }],
  ['a server that answers with its page', WEBPACK, [page], [page, page], 'reload-needed', { isGone: true }],
  ['a server that is down', CHROMIUM, [{ responseStatus: 503 }], [{ responseStatus: 503 }, { responseStatus: 503 }], 'load-failed', {}],
  ['a module that came and lacks another', CHROMIUM, [came], [came], 'load-failed', { isOffline: false }],
  ['a browser that does not name it', SAFARI, [], [], 'load-failed', { isOffline: false }],
  ['a browser whose record of requests is full', CHROMIUM, [], [], 'load-failed', { isOffline: false }],
] as const)('%s', async (_name, message, first, second, code, details) => {
  const error = await failure(message, [first, second])
  expect(error).toMatchObject({ code, details, isRetryable: code === 'load-failed' })
  expect(error.details.seen).toContain(message.replace(/\.$/, ''))
})

test('what fails once and then loads is nobody’s failure', async () => {
  const told = vi.fn<(error: PieceError) => void>()
  const stop = onPieceError(told)
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new TypeError(CHROMIUM)).mockResolvedValue('it')
  expect(await new Piece('draws this', load).get(limit)).toBe('it')
  stop()
  expect(load).toHaveBeenCalledTimes(2)
  expect(told).not.toHaveBeenCalled()
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
  expect(piece.now).toBeNull()
})

test('who listens is told once of what all wait for, also ahead of need, and no more once they stop', async () => {
  const told = vi.fn<(error: PieceError) => void>()
  const stop = onPieceError(told)
  const piece = new Piece('draws this', () => Promise.reject(new TypeError(SAFARI)))
  await Promise.allSettled([piece.get(limit), piece.get(limit)])
  expect(told.mock.calls.map(([{ code }]) => code)).toEqual(['load-failed'])
  piece.prefetch()
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2))
  stop()
  await Promise.allSettled([piece.get(limit)])
  expect(told).toHaveBeenCalledTimes(2)
})
