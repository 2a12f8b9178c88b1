/**
 * Files of apps behind a real nginx, direct and through the relay: its default (Host not passed on), a prefix it takes
 * away, and `X-Forwarded-…` with a mount. Each address in a value is fetched and its bytes compared. Skipped, with the
 * reason, where there is no nginx.
 */
import { type ChildProcess, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort, type GradioVersion } from '../../scripts/gradio-app.ts'
import { GradioClient } from '../../src/client/index.ts'
import { ownFileAddress } from '../../src/react/kit/own-address.ts'
import { fileAddress, readFiles } from '../../src/react/kit/file-address.ts'
import { HAS_NGINX, startNginx } from './nginx.ts'
import { type ServedRelay, serveRelay } from './serve.ts'
import { startOwnApp } from './start-own-app.ts'

const versions = (Object.keys(inject('gradio')) as GradioVersion[]).filter((version) => ['4', '5', '6'].includes(version))
if (!HAS_NGINX) console.log('SKIPPED files behind proxies: there is no nginx on this machine.')

const KINDS = ['plain', 'stripped', 'forwarded'] as const
const bytes = new Uint8Array(5000).map((_, index) => (index * 31) & 255)
const digest = (given: ArrayBuffer | Uint8Array<ArrayBuffer>): string => createHash('sha256').update(new Uint8Array(given)).digest('hex')

describe.skipIf(!HAS_NGINX).each(versions)('Gradio %s', (version) => {
  let app: ChildProcess
  let stopNginx: () => void
  let relay: ServedRelay
  const addresses: Partial<Record<(typeof KINDS)[number], string>> = {}

  beforeAll(async () => {
    const own = await startOwnApp('values.py', version)
    ;({ app } = own)
    const ports = [await freePort(), await freePort(), await freePort()]
    addresses.plain = `http://127.0.0.1:${ports[0]}`
    addresses.stripped = `http://127.0.0.1:${ports[1]}/demo`
    addresses.forwarded = `http://127.0.0.1:${ports[2]}/apps/values`
    const common = 'proxy_http_version 1.1; proxy_buffering off; client_max_body_size 0;'
    stopNginx = startNginx(
      `server { listen 127.0.0.1:${ports[0]}; location / { proxy_pass ${own.address}; ${common} } }
  server { listen 127.0.0.1:${ports[1]}; location /demo/ { proxy_pass ${own.address}/; ${common} } }
  server { listen 127.0.0.1:${ports[2]}; location /apps/values/ { proxy_pass ${own.address}/; ${common}
    proxy_set_header Host inner.example; proxy_set_header X-Forwarded-Host site.example; proxy_set_header X-Forwarded-Proto https; } }`,
    )
    for (let attempt = 0; attempt < 100; attempt++) {
      if (
        await fetch(`${addresses.plain}/config`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        break
      spawnSync('sleep', ['0.1'])
    }
    relay = await serveRelay({ apps: { plain: addresses.plain, stripped: addresses.stripped, forwarded: addresses.forwarded }, sse: true })
  })
  afterAll(async () => {
    app.kill()
    stopNginx()
    await relay.close()
  })

  describe.each(KINDS)('%s', (kind) => {
    test.each(['direct', 'relay'] as const)('%s', async (way) => {
      const client = new GradioClient({ backendUrl: way === 'relay' ? relay.backendUrl : null })
      const described = await client.discover(addresses[kind] ?? '')
      const file = new File([bytes], 'größe 100% #1?.bin')
      const state = await client.submit(described, '/one', [file]).settled
      if (state.status !== 'succeeded') throw state.status === 'failed' ? state.error : new Error(state.status)
      const value = state.data[1] as { url: string; path: string }
      expect(value.url.startsWith(`${described.apiUrl}/file=`)).toBe(true)
      const [shown] = readFiles(value) ?? []
      if (!shown) throw new Error('There is no file in the value.')
      const written = [ownFileAddress(`/gradio_api/file=${encodeURI(value.path).replaceAll(/[#?]/g, encodeURIComponent)}`, described)]
      for (const url of [value.url, fileAddress(shown, described), ...written]) {
        const answer = await fetch(url ?? '')
        expect([answer.status, digest(await answer.arrayBuffer())]).toEqual([200, digest(bytes)])
      }
      // What came back goes in again as it is.
      const again = await client.submit(described, '/one', [value]).settled
      expect(again).toMatchObject({ status: 'succeeded', data: [expect.stringContaining(digest(bytes)), expect.anything()] })
      client.close()
    })
  })
})
