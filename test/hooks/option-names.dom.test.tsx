/** Options of hooks and components that do not exist, as a page without types gives them. */
import '../client/loaded.ts'
import { QueryClient } from '@tanstack/react-query'
import { render, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { GradioClient } from '../../src/client/index.ts'
import {
  GradioProcess,
  GradioProvider,
  prefetchDiscovery,
  useGradioAppState,
  useGradioDiscovery,
  useGradioRuns,
  useGradioStream,
  useSuspenseGradioDiscovery,
  useZeroGpuQuota,
} from '../../src/react/index.ts'
import { APP, createStage } from './stage.tsx'

// React reports what a component throws.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

const given = { app: APP, endpoint: '/echo' }
const refused = (words: string): unknown => expect.objectContaining({ code: 'options-invalid', message: words })

test.each<[string, object, string]>([
  ['the relay', { backendUrl: '/x' }, 'backendUrl does not exist in useGradioStream. It belongs to <GradioProvider> or new GradioClient.'],
  ['a query client', { queryClient: new QueryClient() }, 'queryClient does not exist in useGradioStream. It belongs to <GradioProvider>.'],
  ['another case', { runkey: 'a' }, 'runkey does not exist in useGradioStream. Did you mean "runKey"?'],
  ['an old name', { onSucces: () => {} }, 'onSucces does not exist in useGradioStream. Did you mean "onSuccess"?'],
])('useGradioStream refuses %s', (_case, options, words) => {
  expect(() => renderHook(() => useGradioStream({ ...given, ...options }))).toThrow(refused(`The option ${words}`))
})

test('useGradioStream refuses an option that comes later, and takes one that is undefined', () => {
  const initialProps: object = { backendUrl: undefined }
  const { rerender } = renderHook((options: object) => useGradioStream({ ...given, ...options }), { initialProps })
  expect(() => rerender({ backendUrl: '/x' })).toThrow(/backendUrl does not exist in useGradioStream/)
})

test.each<[string, object, string]>([
  ['what a hook takes', { runKey: 'a' }, 'runKey does not exist in <GradioProvider>. It belongs to useGradioStream or <GradioProcess>.'],
  ['a slip', { backendUrI: '/x' }, 'backendUrI does not exist in <GradioProvider>. Did you mean "backendUrl"?'],
])('GradioProvider refuses %s', (_case, props, words) => {
  expect(() => render(<GradioProvider {...props}>…</GradioProvider>)).toThrow(refused(`The option ${words}`))
})

test('GradioProvider refuses also beside a client of the page', () => {
  expect(() => render(<GradioProvider client={new GradioClient()} {...{ backendURL: '/x' }} />)).toThrow(/backendURL does not exist/)
})

test.each<[string, () => ReactNode]>([
  ['<GradioProcess>', () => <GradioProcess {...given} {...{ backendUrl: '/x' }} />],
  ['<GradioProcess>', () => <GradioProcess.Root {...given} {...{ backendUrl: '/x' }} />],
])('%s refuses what belongs to the provider', (owner, draw) => {
  expect(() => createStage().render(draw())).toThrow(
    refused(`The option backendUrl does not exist in ${owner}. It belongs to <GradioProvider> or new GradioClient.`),
  )
})

test('GradioProcess.Provider refuses what is none of its props', () => {
  const Page = (): ReactNode => <GradioProcess.Provider stream={useGradioStream(given)} {...{ initalValues: {} }} />
  expect(() => createStage().render(<Page />)).toThrow(
    /initalValues does not exist in <GradioProcess\.Provider>\. Did you mean "initialValues"\?/,
  )
})

test('attributes of its element pass through GradioProcess', () => {
  const props = { 'data-here': 'yes', 'aria-describedby': 'help', hidden: true, lang: 'de', onMouseEnter: () => {} }
  const { container } = createStage().render(<GradioProcess {...given} {...props} />)
  expect(container.querySelector('section[data-here="yes"][lang="de"][hidden]')).not.toBeNull()
})

test.each<[string, (options: object) => unknown]>([
  ['useGradioDiscovery', (options) => useGradioDiscovery(APP, options)],
  ['useGradioAppState', (options) => useGradioAppState(APP, options)],
  ['useSuspenseGradioDiscovery', (options) => useSuspenseGradioDiscovery(APP, options)],
  ['useZeroGpuQuota', (options) => useZeroGpuQuota(undefined, options)],
])('%s refuses a slip', (owner, use) => {
  expect(() => renderHook(() => use({ staletime: 1 }))).toThrow(
    refused(`The option staletime does not exist in ${owner}. Did you mean "staleTime"?`),
  )
})

test('useGradioRuns and prefetchDiscovery refuse a slip', async () => {
  const filter: object = { apps: APP, endpoint: '/echo' }
  expect(() => renderHook(() => useGradioRuns(filter))).toThrow(/apps does not exist in useGradioRuns\. Did you mean "app"\?/)
  const options: object = { pageURL: 'http://page.test' }
  await expect(prefetchDiscovery(new QueryClient(), APP, options)).rejects.toEqual(
    refused('The option pageURL does not exist in prefetchDiscovery. Did you mean "pageUrl"?'),
  )
})

test('what toasts take is checked too', () => {
  const toasts: object = { limits: 1 }
  expect(() => createStage().render(<GradioProcess {...given} toasts={toasts} />)).toThrow(
    refused('The option limits does not exist in <GradioProcess toasts>. Did you mean "limit"?'),
  )
})
