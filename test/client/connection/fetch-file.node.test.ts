/** Files that need the caller's headers: where those go, and where they never do. */
import { describe, expect, it } from 'vitest'
import { GradioClient } from '../../../src/client/client.ts'

const app = { apiUrl: 'https://app.test/gradio_api', rootUrl: 'https://app.test', route: 'direct' } as const
const own = 'https://app.test/gradio_api/file=/tmp/a.png'

function clientWith(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const client = new GradioClient({
    headers: ({ url }) => ({ authorization: `for ${url}` }),
    fetch: async (input, init) => {
      asked.push({ url: new Request(input).url, init })
      return answer()
    },
  })
  return { client, asked }
}

describe('a file', () => {
  it('is asked for with the headers for its address, and not by way of a redirect', async () => {
    const { client, asked } = clientWith(() => new Response('bytes'))
    const blob = await client.fetchFile(app, own)
    expect(await blob.text()).toBe('bytes')
    expect(asked).toEqual([{ url: own, init: { headers: { authorization: `for ${own}` }, credentials: 'same-origin', redirect: 'error' } }])
  })

  it.each([
    'https://evil.test/a.png',
    'https://app.test.evil.test/a.png',
    'javascript:alert(1)',
    'nonsense',
    'https://app.test/gradio_api/../../..//evil.test',
  ])('at %s gets no header', async (url) => {
    const { client, asked } = clientWith(() => new Response('bytes'))
    if (new URL(url, 'https://x.test').origin !== 'https://app.test') {
      await expect(client.fetchFile(app, url)).rejects.toMatchObject({
        code: 'file-unavailable',
        message: expect.stringMatching(/is not an address of the app, so nothing was asked for/),
      })
      expect(await client.fileHeaders(app, url)).toEqual({})
    } else await client.fetchFile(app, url)
    expect(asked.every((one) => new URL(one.url).origin === 'https://app.test')).toBe(true)
  })

  it('that stands in its address is read without a request, as Gradio 3 gives pictures', async () => {
    const { client, asked } = clientWith(() => new Response('bytes'))
    const blob = await client.fetchFile(app, 'data:image/png;base64,aGVsbG8=')
    expect([blob.type, await blob.text()]).toEqual(['image/png', 'hello'])
    await expect(client.fetchFile(app, 'data:image/png;base64,§')).rejects.toMatchObject({ code: 'file-unavailable' })
    expect(asked).toEqual([])
  })

  it.each([
    [401, 'login-required', /wants a login/, false],
    [403, 'file-unavailable', /answered with 403: it is gone, or/, false],
    [404, 'file-unavailable', /answered with 404: it is gone, or/, false],
    [429, 'rate-limited', /too often/, true],
    [503, 'app-unreachable', /answered with 503/, true],
  ])('that is answered with %i rejects with %s', async (status, code, message, isRetryable) => {
    const { client } = clientWith(() => new Response('', { status }))
    await expect(client.fetchFile(app, own)).rejects.toMatchObject({ code, message: expect.stringMatching(message), isRetryable })
  })
})

it('says whether files need headers', () => {
  expect(new GradioClient().hasHeaders).toBe(false)
  expect(clientWith(() => new Response()).client.hasHeaders).toBe(true)
})
