/** Rendering where there is no window: nothing is asked, nothing is shared between requests. */
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { GradioProvider, useGradioRun, useGradioStream } from '../../src/react/index.ts'

function Panel() {
  const { state, discovery, run } = useGradioStream({ app: 'https://app.test', endpoint: '/echo', runKey: 'shared' })
  const status = useGradioRun(run, (snapshot) => snapshot.state.status)
  return <p>{[state.status, status, discovery.status].join()}</p>
}

test.each([
  {
    where: 'below a provider',
    page: (
      <GradioProvider>
        <Panel />
      </GradioProvider>
    ),
  },
  { where: 'without a provider', page: <Panel /> },
])('renders an idle stream $where and asks nothing', ({ page }) => {
  expect(typeof window).toBe('undefined')
  const fetch = vi.spyOn(globalThis, 'fetch')
  expect(renderToString(<StrictMode>{page}</StrictMode>)).toBe('<p>idle,idle,pending</p>')
  expect(fetch).not.toHaveBeenCalled()
  fetch.mockRestore()
})
