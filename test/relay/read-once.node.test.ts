/** An app is described by one request for a crowd, and soon again for those who come later. */
import { expect, test } from 'vitest'
import { APP_URL } from './fake-upstream-app.ts'
import { BASE, createTestBed, DEMO } from './relay-client.ts'

test('300 who ask for config and info at once are one request of each, and so is every expiry', async () => {
  const { app, clock, get, post } = createTestBed()
  const crowd = async (): Promise<Set<number>> => {
    const asked = Array.from({ length: 100 }, () => [
      get(`${DEMO}/config`),
      get(`${DEMO}/info`),
      post(`${BASE}/discover`, { baseUrl: 'demo' }),
    ])
    return new Set((await Promise.all(asked.flat())).map(({ status }) => status))
  }
  const requests = (): number[] => [app.to('/config').length, app.to('/info').length]
  expect([await crowd(), requests()]).toEqual([new Set([200]), [1, 1]])
  expect([await crowd(), requests()]).toEqual([new Set([200]), [1, 1]])
  await clock.advance(3_001)
  expect([await crowd(), requests()]).toEqual([new Set([200]), [2, 2]])
})

test('a failure is shared by those who asked together, and not kept', async () => {
  const { app, get } = createTestBed()
  let isBroken = true
  app.answer('/config', () => (isBroken ? new Response('no', { status: 500 }) : undefined))
  const statuses = (await Promise.all([get(`${DEMO}/config`), get(`${DEMO}/config`)])).map(({ status }) => status)
  expect([new Set(statuses).size, app.to('/config').length]).toEqual([1, 1])
  isBroken = false
  expect((await get(`${DEMO}/config`)).status).toBe(200)
})

test('an info that failed is asked for again, also after those that were kept', async () => {
  const { app, clock, get } = createTestBed()
  let isBroken = true
  app.answer('/info', () => (isBroken ? new Response('no', { status: 500 }) : undefined))
  expect((await get(`${DEMO}/info`)).status).toBe(502)
  isBroken = false
  expect((await get(`${DEMO}/info`)).status).toBe(200)
  isBroken = true
  await clock.advance(3_001)
  expect((await get(`${DEMO}/info`)).status).toBe(502)
})

test('the description for other programs has addresses of the relay only, and a missing one is said to be', async () => {
  const { app, get } = createTestBed()
  const described = { openapi: '3.0.2', servers: [{ url: `${APP_URL}/gradio_api` }], paths: {} }
  app.answer('/openapi.json', () => Response.json(described))
  const text = await (await get(`${DEMO}/openapi.json`)).text()
  expect(text).toContain('/apps/demo')
  expect(text).not.toContain('app.test')
  app.answer('/openapi.json', () => new Response('Not Found', { status: 404 }))
  expect((await get(`${DEMO}/openapi.json`)).status).toBe(404)
  app.answer('/queue/status', () => Response.json({ msg: 'estimation', queue_size: 2 }))
  expect(await (await get(`${DEMO}/queue/status`)).json()).toEqual({ msg: 'estimation', queue_size: 2 })
})

test("Gradio's own page is refused in words", async () => {
  const { app, get } = createTestBed()
  const page = await get(`${BASE}/apps/demo/`)
  expect([page.status, await page.json()]).toEqual([404, { detail: expect.stringContaining('Open the app itself') }])
  expect(app.requests).toEqual([])
})
