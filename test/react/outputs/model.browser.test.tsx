/**
 * A model in real Chromium: drawn where it has graphics, said so where it has none, and nothing fetched but the file
 * itself.
 */
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { answered } from '../../../stories/answered.ts'
import { draw } from '../process/draw.tsx'
import { triangleGlb } from './glb.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const file = { path: '/tmp/gradio/2f/crane.glb', size: 700, orig_name: 'crane.glb', meta: { _type: 'gradio.FileData' } }
const hasGraphics = document.createElement('canvas').getContext('webgl2') !== null

function drawModel(bytes: ArrayBuffer) {
  const asked: string[] = []
  const real = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    if (!address.includes('crane.glb')) return real(input, init)
    asked.push(address)
    return Promise.resolve(new Response(bytes))
  })
  draw(answered(['model3d', 'Crane', file]), <GradioProcess.Output />)
  return asked
}

test('always offers the file', () => {
  drawModel(triangleGlb())
  expect(screen.getByRole('link', { name: /crane\.glb/ })).toBeTruthy()
})

test.runIf(hasGraphics)(
  'draws a model that has all in it',
  async () => {
    drawModel(triangleGlb())
    await waitFor(() => expect(document.querySelector('model-viewer')).toMatchObject({ loaded: true }), { timeout: 45_000 })
  },
  60_000,
)

test.runIf(hasGraphics)(
  'says so where a model asks for something elsewhere',
  async () => {
    drawModel(triangleGlb({ images: [{ uri: 'https://evil.example/p.png' }] }))
    expect(await screen.findByText('The model could not be drawn. It can be downloaded.', {}, { timeout: 45_000 })).toBeTruthy()
    expect(performance.getEntriesByType('resource').filter(({ name }) => /evil|gstatic/.test(name))).toEqual([])
  },
  60_000,
)

test.runIf(!hasGraphics)('says that the browser has no graphics', () => {
  drawModel(triangleGlb())
  expect(screen.getByText('This browser cannot draw in three dimensions. The model can be downloaded.')).toBeTruthy()
})
