import { expect, test } from 'vitest'
import { resolveBackendUrl } from '../../src/client/discovery/app-address.ts'

test.each([
  { backendUrl: '/api/experimental/sse', page: 'https://site.test/page?a#b', url: 'https://site.test/api/experimental/sse' },
  { backendUrl: 'relay/', page: 'https://site.test/dir/page', url: 'https://site.test/dir/relay' },
  { backendUrl: '//relay.test/x', page: 'https://site.test', url: 'https://relay.test/x' },
  { backendUrl: 'https://relay.test/x/?token=1', page: undefined, url: 'https://relay.test/x' },
  { backendUrl: '/api', page: undefined, url: null },
  { backendUrl: '/api', page: 'about:blank', url: null },
  { backendUrl: '/api', page: 'file:///home/page.html', url: null },
  { backendUrl: null, page: 'https://site.test', url: null },
])('resolves backendUrl $backendUrl on $page to $url', ({ backendUrl, page, url }) => {
  expect(resolveBackendUrl(backendUrl, page)).toBe(url)
})

test.each(['ftp://relay.test', 'http://', 'http://a b'])('throws options-invalid for backendUrl %j', (backendUrl) => {
  expect(() => resolveBackendUrl(backendUrl, 'https://site.test')).toThrow(expect.objectContaining({ code: 'options-invalid' }))
})
