/**
 * Values as developers have them, there and back on real Gradio, direct and through the relay: seeds of 64 bits, files
 * in every form, odd names.
 */
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, openAsBlob, writeFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { GradioVersion } from '../../scripts/gradio-app.ts'
import { type AppDescription, discoverSSE, GradioClient, SSEClient } from '../../src/client/index.ts'
import { type ServedRelay, serveRelay } from './serve.ts'
import { startOwnApp } from './start-own-app.ts'

const versions = (Object.keys(inject('gradio')) as GradioVersion[]).filter((version) => ['4', '5', '6'].includes(version))
const NAMES = ['a/b', 'a b', 'größe', '100%', 'a%2Fb', '🦊', 'deep/er/', 'a?b#c', 'a+b&c=d', '日本語']
const SEED = 9007199254740993n
const MOST = 18446744073709551615n

const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
)
const hash = createHash('sha256').update(png).digest('hex')
const folder = mkdtempSync(join(tmpdir(), 'rgs-values-'))
const path = join(folder, 'from-disk.png')
writeFileSync(path, png)

describe.each(versions)('Gradio %s', (version) => {
  let process: ChildProcess
  let address: string
  let relay: ServedRelay
  beforeAll(async () => {
    const own = await startOwnApp('values.py', version)
    ;({ app: process, address } = own)
    relay = await serveRelay({ apps: { values: address }, sse: true })
  })
  afterAll(async () => {
    process.kill()
    await relay.close()
  })

  describe.each(['direct', 'relay'] as const)('%s', (way) => {
    let client: GradioClient
    let app: AppDescription
    const backendUrl = (): string | null => (way === 'relay' ? relay.backendUrl : null)

    beforeAll(async () => {
      client = new GradioClient({ backendUrl: backendUrl() })
      app = await client.discover(address)
    })
    afterAll(() => client.close())

    async function run(endpoint: string, inputs?: readonly unknown[]): Promise<readonly unknown[]> {
      const state = await client.submit(app, endpoint, inputs).settled
      if (state.status === 'succeeded') return state.data
      throw state.status === 'failed' ? state.error : new Error(state.status)
    }

    test('seeds keep every digit, from the default, in every component, and while they stream', async () => {
      const table = { headers: ['seed'], data: [[SEED], [7]], metadata: null }
      const value = { seeds: [MOST, { own: -SEED }], half: 0.1 + 0.2, whole: 7 }
      const [whole, loose, result, back] = await run('/numbers', [undefined, MOST, value, table])
      expect(app.endpoints.find(({ name }) => name === '/numbers')?.parameters[0]?.defaultValue).toBe(SEED)
      expect([whole, loose]).toEqual([SEED, MOST])
      expect(result).toEqual({ whole: String(SEED), value, odd: [SEED, -SEED, MOST, 0.1 + 0.2, null, null] })
      expect(back).toMatchObject({ data: [[SEED], [7]] })
      expect(await run('/seeds')).toEqual([SEED + 2n])
      expect(() => client.submit(app, '/numbers', [2 ** 60])).toThrow(/pass a BigInt/)
    })

    test('files are taken in every form, byte by byte, with their names', async () => {
      const shown = async (given: unknown): Promise<string> => String((await run('/one', [given]))[0])
      const earlier = (await run('/one', [new File([png], 'earlier.png')]))[1]
      const copy = png.slice()
      const forms: readonly [unknown, string][] = [
        [new File([png], 'a b.png'), 'a b.png'],
        [new Blob([png], { type: 'image/png' }), 'file.png'],
        [copy.buffer, 'file.png'],
        [copy, 'file.png'],
        [new DataView(copy.buffer), 'file.png'],
        [Buffer.from(png), 'file.png'],
        [createReadStream(path), 'from-disk.png'],
        [new Blob([png]).stream(), 'file.png'],
        [await openAsBlob(path, { type: 'image/png' }), 'file.png'],
        [`data:image/png;base64,${Buffer.from(png).toString('base64')}`, 'file.png'],
        [{ url: `data:image/png;base64,${Buffer.from(png).toString('base64')}`, orig_name: 'named.png' }, 'named.png'],
        [earlier, 'earlier.png'],
        [{ path: (earlier as { path: string }).path }, 'earlier.png'],
      ]
      for (const [given, name] of forms) expect(await shown(given)).toBe(`${name} ${hash}`)
      // Gradio encodes a picture again.
      expect((await run('/picture', [copy]))[0]).toContain('.png')
      expect((await run('/many', [[copy, earlier, new Blob([png]).stream()]]))[0]).toEqual([
        `file.png ${hash}`,
        `earlier.png ${hash}`,
        `file.png ${hash}`,
      ])
      const gallery = (
        await run('/gallery', [[copy, [earlier, 'two'], { image: new Blob([png], { type: 'image/png' }), caption: 'three' }]])
      )[0] as [string, string | null][]
      expect(gallery.map(([described, caption]) => [described.endsWith(hash), caption])).toEqual([
        [true, null],
        [true, 'two'],
        [true, 'three'],
      ])
      if (version === '4') return
      expect((await run('/message', [{ text: 'hi', files: [copy, earlier] }]))[0]).toEqual([
        'hi',
        [`file.png ${hash}`, `earlier.png ${hash}`],
      ])
    })

    test('an address is fetched by the app, and what is no file is refused before anything is sent', async () => {
      // Gradio fetches nothing from the machine it runs on, which shows that it was asked to.
      await expect(run('/one', ['http://127.0.0.1:9/cat.png'])).rejects.toMatchObject({ code: 'run-failed' })
      expect(() => client.submit(app, '/one', [path])).toThrow(/of \/one was given a text/)
    })

    test('functions with odd names are called by name, by their URL, and by a URL that was written by hand', async () => {
      const discovery = await discoverSSE(address, { backendUrl: backendUrl() })
      for (const name of NAMES) {
        const expected = [`${name}: x`]
        expect(await run(name, ['x'])).toEqual(expected)
        const own = app.endpoints.find((endpoint) => endpoint.name === `/${name}`)?.url ?? ''
        expect(discovery.endpoints).toContain(own)
        for (const url of [own, `${app.apiUrl}/call/${encodeURIComponent(name)}`]) {
          const sse = new SSEClient(url, { backendUrl: backendUrl() })
          const end = new Promise((resolve, reject) => {
            sse.onError(reject)
            sse.onMessage((data) => {
              const { msg, output } = data as { msg: string; output?: { data: unknown } }
              if (msg === 'process_completed') resolve(output?.data)
            })
          })
          await sse.connect(['x'])
          expect(await end).toEqual(expected)
        }
      }
    })
  })
})
