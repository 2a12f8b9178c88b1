/**
 * A drawing in the field comes out at the picture's own size and place, in real Chromium, and survives changes around
 * it.
 */
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import '../../../src/react/styles/index.css'
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { scene } from '../../../stories/sketch-scene.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

afterEach(cleanup)

const brush = { default_size: 20, colors: ['#ff0000'], default_color: '#ff0000', color_mode: 'fixed' }
const editor = parameter('imageeditor', 'Picture', { props: { brush, eraser: { default_size: 20 } } })

function open(one: ParameterDescription) {
  const submit = vi.fn()
  const at = (given: Parameters<typeof stream>[0] = {}) => stream({ endpoint: { ...summarise, parameters: [one] }, submit, ...given })
  const { show } = draw(at())
  return {
    show: (given: Parameters<typeof stream>[0]) => show(at(given)),
    choose: async (file: File) => userEvent.upload(await screen.findByLabelText(/Picture/, { selector: 'input' }), file),
    press: (name: string) => userEvent.click(screen.getByRole('button', { name })),
    run: async (): Promise<unknown> => {
      submit.mockClear()
      await userEvent.click(screen.getByRole('button', { name: 'Run' }))
      await expect.poll(() => submit.mock.calls.length).toBe(1)
      return submit.mock.calls[0]?.[0].picture
    },
  }
}

/** A stroke through these places, in parts of the board's width and height. */
async function paint(...places: readonly (readonly [number, number])[]): Promise<void> {
  const board = await screen.findByRole('application')
  const { left, top, width, height } = board.getBoundingClientRect()
  const at = ([x, y]: readonly [number, number]) => ({
    clientX: left + x * width,
    clientY: top + y * height,
    pointerId: 1,
    isPrimary: true,
    button: 0,
    buttons: 1,
  })
  const [first, ...rest] = places
  if (first) fireEvent.pointerDown(board, at(first))
  for (const place of rest) fireEvent.pointerMove(board, at(place))
  fireEvent.pointerUp(board, { ...at(places.at(-1) ?? [0, 0]), buttons: 0 })
}

/** Colour of a picture at a place, in parts of its width and height: red, green, blue, opacity. */
async function look(picture: unknown): Promise<{ size: string; at: (x: number, y: number) => number[] }> {
  const bitmap = typeof picture === 'string' ? await ofAddress(picture) : await createImageBitmap(picture as Blob)
  const { width, height } = bitmap
  const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
  context?.drawImage(bitmap, 0, 0)
  const at = (x: number, y: number) => [...(context?.getImageData(Math.round(x * width), Math.round(y * height), 1, 1).data ?? [])]
  return { size: `${width} × ${height}`, at }
}
async function ofAddress(address: string): Promise<ImageBitmap> {
  return createImageBitmap(await (await fetch(address)).blob())
}
const RED = [255, 0, 0, 255]
const NOTHING = [0, 0, 0, 0]

test('a mask has the size of the picture, is painted where the pointer went, and is empty elsewhere', async () => {
  const { choose, run } = open(editor)
  await choose(await scene(1200, 800))
  await paint([0.25, 0.5], [0.5, 0.5], [0.75, 0.5])
  const { background, layers, composite } = (await run()) as { background: File; layers: File[]; composite: File }
  expect([background, composite, ...layers].map(({ name, type }) => [name, type])).toEqual([
    ['background.png', 'image/png'],
    ['composite.png', 'image/png'],
    ['layer_0.png', 'image/png'],
  ])
  const mask = await look(layers[0])
  expect(mask.size).toBe('1200 × 800')
  expect([mask.at(0.25, 0.5), mask.at(0.4, 0.5), mask.at(0.75, 0.5)]).toEqual([RED, RED, RED])
  // The line is 40 pixels wide: 20 above its middle, and no more.
  expect([mask.at(0.5, 0.5 - 18 / 800), mask.at(0.5, 0.5 - 23 / 800), mask.at(0.1, 0.5)]).toEqual([RED, NOTHING, NOTHING])
  const sky = [188, 215, 238, 255]
  expect([(await look(background)).size, (await look(background)).at(0.1, 0.1)]).toEqual(['1200 × 800', sky])
  const whole = await look(composite)
  expect([whole.size, whole.at(0.4, 0.5), whole.at(0.1, 0.1)]).toEqual(['1200 × 800', RED, sky])
})

test('the eraser takes away, undo and redo go back and forward, and clear can be undone', async () => {
  const { choose, press, run } = open(editor)
  await choose(await scene(400, 400))
  await paint([0.1, 0.5], [0.9, 0.5])
  await press('Eraser')
  await paint([0.5, 0.3], [0.5, 0.7])
  const layer = async () => look(((await run()) as { layers: File[] }).layers[0])
  const erased = await layer()
  expect([erased.at(0.2, 0.5), erased.at(0.5, 0.5)]).toEqual([RED, NOTHING])
  await press('Undo')
  expect((await layer()).at(0.5, 0.5)).toEqual(RED)
  await press('Clear')
  expect((await layer()).at(0.2, 0.5)).toEqual(NOTHING)
  const goBack = async () => {
    screen.getByRole('application').focus()
    await userEvent.keyboard('{Control>}z{/Control}')
  }
  await goBack()
  expect((await layer()).at(0.2, 0.5)).toEqual(RED)
  await goBack()
  expect((await layer()).at(0.2, 0.5)).toEqual(NOTHING)
  await press('Redo')
  expect((await layer()).at(0.2, 0.5)).toEqual(RED)
})

test('what was painted outlives a failed run and a description that comes anew', async () => {
  const { choose, show, run } = open(editor)
  await choose(await scene(200, 200))
  await paint([0.5, 0.5])
  show({ ...states.Failed, endpoint: { ...summarise, parameters: [{ ...editor, props: { ...editor.props, info: 'New words.' } }] } })
  show({})
  expect((await look(((await run()) as { layers: File[] }).layers[0])).at(0.5, 0.5)).toEqual(RED)
})

test('paints by keyboard', async () => {
  const { choose, run } = open(editor)
  await choose(await scene(400, 400))
  ;(await screen.findByRole('application')).focus()
  await userEvent.keyboard(' {ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight} ')
  const mask = await look(((await run()) as { layers: File[] }).layers[0])
  // From the middle, four times half of the brush's radius.
  expect([mask.at(0.5, 0.5), mask.at(0.6, 0.5), mask.at(0.7, 0.5)]).toEqual([RED, RED, NOTHING])
})

test('a picture that is stored lying down is masked as it is seen', async () => {
  const { choose, run } = open(editor)
  await choose(await turned(await scene(60, 40)))
  await paint([0.5, 0.9])
  const { background, layers } = (await run()) as { background: File; layers: File[] }
  expect([(await look(background)).size, (await look(layers[0])).size]).toEqual(['40 × 60', '40 × 60'])
})

test('a sheet left empty is sent as Gradio’s own page sends it', async () => {
  const { run } = open(parameter('imageeditor', 'Picture', { props: { brush, sources: [], canvas_size: [300, 200] } }))
  await screen.findByRole('application')
  expect(await run()).toEqual({ background: null, layers: [], composite: null })
})

test('an empty sheet has the size and the layers the app names', async () => {
  const props = { brush, sources: [], canvas_size: [300, 200], layers: { layers: ['Ink', 'Colour'] } }
  const { run } = open(parameter('imageeditor', 'Picture', { props }))
  await screen.findByRole('application')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Layer' }), 'Colour')
  await paint([0.5, 0.5])
  const { background, layers } = (await run()) as { background: File; layers: File[] }
  expect([(await look(background)).size, (await look(background)).at(0.5, 0.5)]).toEqual(['300 × 200', [255, 255, 255, 255]])
  expect(await Promise.all(layers.map(async (layer) => (await look(layer)).at(0.5, 0.5)))).toEqual([NOTHING, RED])
})

test('what Gradio 3 masks is sent as the picture and its mask, in its own way', async () => {
  const { choose, run } = open(
    parameter('image', 'Picture', { props: { tool: 'sketch', source: 'upload', brush_radius: 10, brush_color: '#ff0000' } }),
  )
  await choose(await scene(100, 80))
  await paint([0.5, 0.5])
  const { image, mask } = (await run()) as { image: string; mask: string }
  expect([(await look(image)).size, (await look(mask)).at(0.5, 0.5), (await look(mask)).at(0.1, 0.1)]).toEqual(['100 × 80', RED, NOTHING])
})

test('a file that is no picture is said to be none, and is sent as it is', async () => {
  const { choose, run } = open(editor)
  const broken = new File(['no picture'], 'scan.png', { type: 'image/png' })
  await choose(broken)
  await screen.findByText(/nothing can be painted/)
  expect(await run()).toBe(broken)
})

/** The same picture as a JPEG that has to be turned by a quarter to be seen upright. */
async function turned(picture: File): Promise<File> {
  const bitmap = await createImageBitmap(picture)
  const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height })
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg'))
  const exif = 'ffe1 0022 4578 6966 0000 4d4d 002a 0000 0008 0001 0112 0003 0000 0001 0006 0000 0000 0000'
  const segment = Uint8Array.from(exif.replaceAll(' ', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return new File([jpeg?.slice(0, 2) ?? '', segment, jpeg?.slice(2) ?? ''], 'turned.jpg', { type: 'image/jpeg' })
}

test('says that files are prepared before a large drawing is made', async () => {
  const { choose, run } = open(editor)
  await choose(await scene(3000, 2000))
  await paint([0.2, 0.5], [0.8, 0.5])
  const seen: (string | null | undefined)[] = []
  const observer = new MutationObserver(() => seen.push(document.querySelector('.rgs-status')?.textContent))
  observer.observe(document.body, { childList: true, subtree: true })
  expect(await run()).toMatchObject({ layers: [expect.any(File)] })
  observer.disconnect()
  expect(seen).toContain('Preparing the files')
})
