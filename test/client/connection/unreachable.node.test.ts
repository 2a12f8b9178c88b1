import { expect, test } from 'vitest'
import { unreachable } from '../../../src/client/connection/http/unreachable.ts'

const cause = new TypeError('Failed to fetch')

test.each([
  {
    app: 'http://127.0.0.1:7860',
    page: 'https://site.test',
    hint: /on 127\.0\.0\.1 only answers pages from localhost or 127\.0\.0\.1, and this one is from https:\/\/site\.test/,
  },
  { app: 'http://localhost:7860', page: 'http://192.168.1.5:3000', hint: /open the page from localhost, or go through the relay/ },
  { app: 'http://0.0.0.0:7860', page: 'http://site.test', hint: /open the page from localhost/ },
  { app: 'http://127.0.0.1:7860', page: 'http://localhost:3000', hint: /^Check that the app runs; if it does, go through the relay\.$/ },
  { app: 'http://app.test', page: 'https://site.test', hint: /may not call plain http/ },
  { app: 'https://app.test', page: 'https://site.test', hint: /^Check that the app runs; if it does/ },
])('tells a page on $page what can be wrong with $app, since the browser does not', ({ app, page, hint }) => {
  const error = unreachable(`${app}/config`, 'direct', cause, page)
  expect(error).toMatchObject({ code: 'app-unreachable', details: { url: `${app}/config`, hint: expect.stringMatching(hint) } })
  expect(error.message).toContain('or the browser blocked the answer (CORS): a page cannot tell which')
})

test('says plainly that nobody answered where there is no page, and where the app is on the page’s own origin', () => {
  for (const page of [undefined, 'http://app.test']) {
    expect(unreachable('http://app.test/config', 'direct', cause, page).message).toMatch(
      /^Nobody answered at http:\/\/app\.test\/config \(Failed to fetch\)/,
    )
  }
})

test('names the relay', () => {
  expect(unreachable('http://site.test/relay/x', 'relay', cause, 'http://site.test')).toMatchObject({
    code: 'relay-unreachable',
    message: expect.stringContaining('http://site.test'),
  })
})
