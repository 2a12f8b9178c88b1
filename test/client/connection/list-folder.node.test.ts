/** Listing folders of a file explorer: what is asked, with which headers and session, and what each answer becomes. */
import { describe, expect, it } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'

const app = { apiUrl: 'https://app.test/gradio_api', rootUrl: 'https://app.test', route: 'direct' } as const
const letters = { componentId: 8, path: ['letters', 'old'] }

function clientWith(answer: () => Response | Promise<Response>) {
  const asked: { url: string; method: string; headers: Headers; body: Record<string, unknown> }[] = []
  const client = new GradioClient({
    headers: () => ({ authorization: 'Bearer mine' }),
    fetch: async (input, init) => {
      const request = new Request(input, init)
      asked.push({ url: request.url, method: request.method, headers: request.headers, body: JSON.parse((await request.text()) || '{}') })
      return answer()
    },
  })
  return { client, asked }
}

describe('a folder', () => {
  it('is asked for by the function of its component, in one session of 128 random bits for each app', async () => {
    const { client, asked } = clientWith(() => Response.json([{ name: 'one.txt', type: 'file', valid: true }]))
    expect(await client.listFolder(app, letters)).toEqual([{ name: 'one.txt', isFolder: false, isChoosable: true }])
    await client.listFolder(app, { componentId: 8, path: [] })
    await client.listFolder({ ...app, apiUrl: 'https://other.test' }, letters)
    expect(asked.map(({ url, method }) => `${method} ${url}`)).toEqual([
      'POST https://app.test/gradio_api/component_server',
      'POST https://app.test/gradio_api/component_server',
      'POST https://other.test/component_server',
    ])
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer mine')
    expect(asked[0]?.body).toEqual({
      data: ['letters', 'old'],
      fn_name: 'ls',
      component_id: 8,
      session_hash: expect.stringMatching(/^[\da-f]{32}$/),
    })
    const [first, second, third] = asked.map(({ body }) => body.session_hash)
    expect([second === first, third === first]).toEqual([true, false])
  })

  it.each<[string, () => Response | Promise<Response>, object]>([
    ['a failure', () => new Response('Traceback', { status: 500 }), { code: 'connection-refused', details: { status: 500 } }],
    [
      'no such route',
      () => Response.json({ detail: 'Not Found' }, { status: 404 }),
      { code: 'connection-refused', details: { status: 404 } },
    ],
    ['a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), { code: 'message-invalid' }],
    ['nothing', () => Response.json(null), { code: 'message-invalid' }],
    ['a login', () => Response.json({ detail: 'Not authenticated' }, { status: 401 }), { code: 'login-required' }],
    [
      'an error of the relay',
      () => Response.json({ code: 'app-unreachable', message: 'The app could not be reached from the relay.' }, { status: 502 }),
      { code: 'app-unreachable' },
    ],
    ['a broken line', () => Promise.reject(new TypeError('terminated')), { code: 'app-unreachable' }],
  ])('that is answered with %s rejects with a code', async (_name, answer, error) => {
    const { client } = clientWith(answer)
    await expect(client.listFolder(app, letters)).rejects.toMatchObject(error)
  })

  it('that is longer than anybody reads is not read to its end', async () => {
    const mebi = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    const endless = () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            sent += 1
            controller.enqueue(mebi)
          },
        }),
      )
    const { client } = clientWith(endless)
    await expect(client.listFolder(app, letters)).rejects.toMatchObject({ code: 'buffer-exceeded' })
    expect(sent).toBeLessThan(25)
  })

  it('is let go of when its signal aborts', async () => {
    const { client } = clientWith(() => new Promise<Response>(() => {}))
    const stop = new AbortController()
    const listing = client.listFolder(app, { ...letters, signal: stop.signal })
    stop.abort()
    await expect(listing).rejects.toMatchObject({ code: 'aborted' })
  })
})
