/**
 * Pictures, films, sounds and galleries: what is shown, what is fetched, where the focus is, and what a hostile app
 * achieves.
 */
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { GradioProvider } from '../../../src/hooks/gradio-provider.ts'
import { toWebVtt } from '../../../src/react/outputs/media/use-subtitles.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { app, summarise } from '../../../stories/fixtures.ts'
import { running, states, stream } from '../../../stories/states.ts'
import { draw } from '../process/draw.tsx'

type One = readonly [component: string, label: string, value: unknown, props?: Record<string, unknown>]

function outputs(...given: readonly One[]) {
  const returns = given.map(([component, label, , props = {}]) => ({ component, label, schema: {}, props }))
  const data = given.map(([, , value]) => value)
  const { state } = states.Succeeded
  if (state.status !== 'succeeded') throw new Error('The fixture has changed.')
  return stream({ endpoint: { ...summarise, returns }, data, state: { ...state, data, updates: data.map(() => null) } })
}
const drawOutputs = (...given: readonly One[]) => draw(outputs(...given), <GradioProcess.Output />)

const BASE = `${app.apiUrl}/file=`
const fileAt = (path: string, rest: object = {}) => ({
  path,
  url: null,
  size: null,
  orig_name: null,
  meta: { _type: 'gradio.FileData' },
  ...rest,
})
const gallery = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ image: fileAt(`/g/${index}.png`), caption: `No. ${index + 1}` }))
const shownPictures = () => [...document.querySelectorAll<HTMLImageElement>('img.rgs-picture:not([data-next])')]

// jsdom knows the element but not what it does.
beforeAll(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    if (!this.open) return
    this.open = false
    // Browsers tell of it later, when StrictMode has opened it again.
    queueMicrotask(() => this.dispatchEvent(new Event('close')))
  }
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => {})
})

describe('a picture', () => {
  it('stays until the next has loaded, and the newest one is shown in the end', () => {
    const { show } = drawOutputs(['image', 'Out', fileAt('/1.png')])
    fireEvent.load(shownPictures()[0] as Element)
    show(outputs(['image', 'Out', fileAt('/2.png')]))
    show(outputs(['image', 'Out', fileAt('/3.png')]))
    expect(shownPictures().map(({ src }) => src)).toEqual([`${BASE}/1.png`])
    const next = () => document.querySelector('img[data-next]') as HTMLImageElement
    expect(next().src).toBe(`${BASE}/2.png`)
    fireEvent.load(next())
    expect(shownPictures().map(({ src }) => src)).toEqual([`${BASE}/2.png`])
    fireEvent.load(next())
    expect(shownPictures().map(({ src }) => src)).toEqual([`${BASE}/3.png`])
    expect(next()).toBeNull()
  })

  it('that does not decode is said in words; the one before stays', () => {
    const { show } = drawOutputs(['image', 'Out', fileAt('/1.png')])
    fireEvent.load(shownPictures()[0] as Element)
    show(outputs(['image', 'Out', fileAt('/2.png')]))
    fireEvent.error(document.querySelector('img[data-next]') as Element)
    expect(shownPictures().map(({ src }) => src)).toEqual([`${BASE}/1.png`])
    screen.getByText('The newest picture cannot be shown. This is the one before.')
  })

  it('that is the first and does not decode leaves words and the file', () => {
    drawOutputs(['image', 'Out', fileAt('/1.png')])
    fireEvent.error(document.querySelector('img') as Element)
    screen.getByText('This picture cannot be shown.')
    expect(screen.getByRole('link', { name: 'Download Out' }).getAttribute('href')).toBe(`${BASE}/1.png`)
  })

  it.each<[string, unknown]>([
    ['https://evil.example/a.png', fileAt('https://evil.example/a.png')],
    ['a blob', fileAt('blob:https://evil.example/1')],
    ['a page', fileAt('', { url: 'data:text/html,<script>alert(1)</script>' })],
    ['a script', fileAt('', { url: 'javascript:alert(1)' })],
    ['a film within the value', fileAt('', { url: 'data:video/mp4;base64,AAAA' })],
  ])('at %s is not fetched', (_name, value) => {
    drawOutputs(['image', 'Out', value])
    for (const image of document.querySelectorAll('img')) expect(image.src.startsWith(BASE)).toBe(true)
    for (const link of document.querySelectorAll('a')) expect(link.href.startsWith(BASE)).toBe(true)
  })

  it('within the value, as Gradio 3 sends it, is shown', () => {
    drawOutputs(['image', 'Out', fileAt('', { url: 'data:image/png;base64,AAAA' })])
    expect(document.querySelector('img')?.src).toBe('data:image/png;base64,AAAA')
  })

  it('of an editor is the finished one', () => {
    drawOutputs(['imageeditor', 'Out', { background: fileAt('/b.png'), layers: [], composite: fileAt('/c.png') }])
    expect(document.querySelector('img')?.src).toBe(`${BASE}/c.png`)
  })

  it('is as high as the app asks, and no style comes from anything but a length', () => {
    drawOutputs(
      ['image', 'One', fileAt('/1.png'), { height: 200 }],
      ['image', 'Two', fileAt('/2.png'), { height: '1px;background:url(//evil)' }],
    )
    const [one, two] = document.querySelectorAll<HTMLElement>('img.rgs-picture')
    expect(one?.style.maxBlockSize).toBe('200px')
    expect(two?.getAttribute('style')).toBeFalsy()
  })
})

describe('the lightbox', () => {
  it('opens from the keyboard, moves by arrow keys, and gives the focus back to what was shown last', async () => {
    const user = userEvent.setup()
    drawOutputs(['gallery', 'Pictures', gallery(4)])
    await user.tab()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Enlarge No. 1 (1 of 4)')
    await user.keyboard('{Enter}')
    const dialog = await screen.findByRole('dialog', { name: 'Pictures' })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Close')
    await user.keyboard('{ArrowRight}{ArrowRight}')
    within(dialog).getByText('No. 3')
    await user.keyboard('{End}{ArrowRight}')
    within(dialog).getByText('No. 1')
    await user.keyboard('{ArrowLeft}')
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Enlarge No. 4 (4 of 4)')
  })

  it('enlarges and goes back by keys', async () => {
    const user = userEvent.setup()
    drawOutputs(['image', 'Out', fileAt('/1.png')])
    fireEvent.load(document.querySelector('img') as Element)
    await user.click(screen.getByRole('button', { name: 'Enlarge Out' }))
    const dialog = await screen.findByRole('dialog')
    const scaled = () => dialog.querySelector<HTMLElement>('.rgs-lightbox-picture')?.style.transform
    await user.keyboard('+')
    expect(scaled()).toBe('translate(0px) scale(1.5)')
    await user.keyboard('0')
    expect(scaled()).toBe('translate(0px) scale(1)')
    expect(within(dialog).getByRole('button', { name: 'Zoom out' }).getAttribute('aria-disabled')).toBe('true')
  })
})

describe('a gallery', () => {
  it('says the whole of a long caption under the picture that is enlarged, and its beginning elsewhere', async () => {
    const caption = 'A crane behind the customs house, and a ferry. '.repeat(20).trim()
    drawOutputs([
      'gallery',
      'G',
      [
        { image: fileAt('/a.png'), caption },
        { image: fileAt('/b.png'), caption: 'A mast' },
      ],
    ])
    const [first] = screen.getAllByRole('button', { name: /^Enlarge A crane/ })
    if (!first) throw new Error('There is no picture.')
    expect(first.textContent?.length).toBe(201)
    await userEvent.click(first)
    const dialog = await screen.findByRole('dialog', { name: 'G' })
    const said = within(dialog).getByText(caption)
    expect(said.parentElement?.tabIndex).toBe(0)
    expect(within(dialog).getByRole('img').getAttribute('alt')).toMatch(/^A crane .*…$/)
    await userEvent.keyboard('{ArrowRight}')
    expect(within(dialog).getByText('A mast').parentElement?.hasAttribute('tabindex')).toBe(false)
    expect(within(dialog).getByRole('img', { name: 'A mast' })).toBeTruthy()
  })

  it('is one stop for Tab and is moved in by arrow keys, Home and End', async () => {
    const user = userEvent.setup()
    drawOutputs(['gallery', 'Pictures', gallery(5)])
    await user.tab()
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Enlarge No. 2 (2 of 5)')
    await user.keyboard('{End}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Enlarge No. 5 (5 of 5)')
    expect(screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1)
  })

  it('of 10,000 draws what is looked at', async () => {
    drawOutputs(['gallery', 'Pictures', gallery(10_000)])
    const box = await screen.findByRole('group', { name: 'Pictures' })
    expect(box.querySelectorAll('button').length).toBeLessThan(120)
  })

  it('holds films and pictures, and one without an address does no harm', () => {
    drawOutputs([
      'gallery',
      'Pictures',
      [
        { video: fileAt('/a.mp4'), caption: null },
        { image: fileAt('//evil.example/a.png'), caption: null },
        { image: fileAt('https://evil.example/a.png'), caption: null },
      ],
    ])
    expect(document.querySelector('video')?.getAttribute('src')).toBe(`${BASE}/a.mp4`)
    expect(screen.getByRole('button', { name: 'Enlarge a.mp4 (1 of 3)' })).toBeTruthy()
    for (const element of document.querySelectorAll('img, video')) expect(element.getAttribute('src')?.startsWith(BASE)).toBe(true)
  })
})

describe('parts of a picture', () => {
  it('are named in a legend, which shows one alone', async () => {
    const user = userEvent.setup()
    const annotations = ['cat', 'dog'].map((label) => ({ image: fileAt(`/${label}.png`), label }))
    drawOutputs([
      'annotatedimage',
      'Animals',
      { image: fileAt('/base.png'), annotations },
      { color_map: { cat: '#00ff00', dog: 'url(//evil)' } },
    ])
    const legend = await screen.findByRole('list', { name: 'Parts of the picture' })
    const dog = within(legend).getByRole('button', { name: 'dog' })
    await user.click(dog)
    expect(dog.getAttribute('aria-pressed')).toBe('true')
    const [catMask, dogMask] = document.querySelectorAll('.rgs-mask')
    expect(catMask?.hasAttribute('data-off')).toBe(true)
    expect(dogMask?.hasAttribute('data-off')).toBe(false)
    expect(document.body.innerHTML).not.toContain('evil')
  })
})

it('compares two pictures by a range the keyboard moves', async () => {
  drawOutputs(['imageslider', 'Both', [fileAt('/1.png'), fileAt('/2.png')], { slider_position: 30 }])
  const range = await screen.findByRole('slider', { name: 'Divider of Both' })
  expect(range.getAttribute('aria-valuetext')).toBe('30%')
  fireEvent.change(range, { target: { value: '80' } })
  expect(document.querySelector<HTMLElement>('.rgs-compare')?.style.getPropertyValue('--rgs-place')).toBe('80%')
})

describe('sound and film', () => {
  it('plays by itself only where the app asks and somebody has used the page', () => {
    const { show } = drawOutputs(['audio', 'Quiet', fileAt('/a.wav')])
    expect(document.querySelector('audio')?.autoplay).toBe(false)
    show(outputs(['audio', 'Loud', fileAt('/b.wav'), { autoplay: true }]))
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive: false } })
    drawOutputs(['audio', 'Unused', fileAt('/c.wav'), { autoplay: true }])
    expect(screen.getByLabelText<HTMLAudioElement>('Unused', { selector: 'audio' }).autoplay).toBe(false)
    Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { hasBeenActive: true } })
    drawOutputs(['audio', 'Used', fileAt('/d.wav'), { autoplay: true }])
    expect(screen.getByLabelText<HTMLAudioElement>('Used', { selector: 'audio' }).autoplay).toBe(true)
  })

  it('keeps the sound before until the next can be played', () => {
    const { show } = drawOutputs(['audio', 'Out', fileAt('/1.wav')])
    const first = document.querySelector('audio') as HTMLAudioElement
    fireEvent.loadedMetadata(first)
    show(outputs(['audio', 'Out', fileAt('/2.wav')]))
    const [shown, next] = document.querySelectorAll('audio')
    expect([shown?.hidden, next?.hidden]).toEqual([false, true])
    fireEvent.loadedMetadata(next as Element)
    expect([...document.querySelectorAll('audio')].map((one) => [one.getAttribute('src'), one.hidden])).toEqual([[`${BASE}/2.wav`, false]])
  })

  it('gives a stream to a browser that plays it alone, at the address streams have', () => {
    const canPlay = vi.spyOn(HTMLMediaElement.prototype, 'canPlayType').mockReturnValue('maybe')
    drawOutputs(['audio', 'Live', fileAt('s/1/2/playlist.m3u8', { is_stream: true })])
    expect(document.querySelector('audio')?.src).toBe(`${app.apiUrl}/stream/s/1/2/playlist.m3u8`)
    expect(screen.queryByRole('link')).toBeNull()
    canPlay.mockRestore()
  })

  it('does not believe a browser that says it may play a stream where a player of a page can', async () => {
    const canPlay = vi.spyOn(HTMLMediaElement.prototype, 'canPlayType').mockReturnValue('maybe')
    vi.stubGlobal('MediaSource', function MediaSource() {})
    drawOutputs(['audio', 'Live', fileAt('s/1/2/playlist.m3u8', { is_stream: true })])
    expect(document.querySelector('audio')?.hasAttribute('src')).toBe(false)
    // Such a player needs more than this test environment has.
    expect(await screen.findByText('This sound cannot be played here.', {}, { timeout: 10_000 })).toBeTruthy()
    vi.unstubAllGlobals()
    canPlay.mockRestore()
  }, 15_000)

  it('says that a stream cannot be played where neither the browser nor its player can', async () => {
    const canPlay = vi.spyOn(HTMLMediaElement.prototype, 'canPlayType').mockReturnValue('')
    drawOutputs(['video', 'Live', { video: fileAt('s/1/2/playlist.m3u8', { is_stream: true }), subtitles: null }])
    expect(await screen.findByText('This video cannot be played here.', {}, { timeout: 10_000 })).toBeTruthy()
    canPlay.mockRestore()
  }, 15_000)

  it('that cannot be played is said in words', () => {
    drawOutputs(['video', 'Clip', { video: fileAt('/a.mp4'), subtitles: null }])
    fireEvent.error(document.querySelector('video') as Element)
    screen.getByText('This video cannot be played here.')
    screen.getByRole('link', { name: 'Download Clip' })
  })

  it('reads SubRip as well as WebVTT', () => {
    expect(toWebVtt('1\r\n00:00:01,500 --> 00:00:02,000\r\nOne, two\r\n')).toBe('WEBVTT\n\n1\n00:00:01.500 --> 00:00:02.000\nOne, two\n')
    expect(toWebVtt('\uFEFFWEBVTT\n\n…')).toBe('WEBVTT\n\n…')
  })
})

describe('files that need headers', () => {
  it('are read by the client, shown from memory, and let go', async () => {
    const fetchFile = vi.fn(async () => new Response(new Blob(['bytes'], { type: 'image/png' })))
    const create = vi.fn(() => 'blob:https://page.example/1')
    const revoke = vi.fn()
    Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke })
    const { unmount } = draw(
      outputs(['image', 'Out', fileAt('/1.png')]),
      <GradioProvider headers={() => ({ authorization: 'Bearer t' })} fetch={fetchFile} shareTabs={false}>
        <GradioProcess.Output />
      </GradioProvider>,
    )
    await waitFor(() => expect(document.querySelector('img')?.src).toBe('blob:https://page.example/1'))
    expect(fetchFile).toHaveBeenCalledWith(
      `${BASE}/1.png`,
      expect.objectContaining({ headers: { authorization: 'Bearer t' }, redirect: 'error' }),
    )
    unmount()
    await waitFor(() => expect(revoke).toHaveBeenCalledWith('blob:https://page.example/1'))
  })
})

describe('what is long', () => {
  it('text is shown in part, and all of it on demand', async () => {
    const text = Array.from({ length: 5000 }, (_, line) => `line ${line}`).join('\n')
    drawOutputs(['textbox', 'Log', text])
    const box = screen.getByRole('group', { name: 'Log' })
    expect(box.textContent?.length).toBe(16_000)
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }))
    const pieces = [...box.querySelectorAll('.rgs-long-text-piece')].map(({ textContent }) => textContent)
    expect(pieces.join('\n')).toBe(text)
  })

  it('text that grows shows its end, and stands still for who reads further up', () => {
    const line = 'word '.repeat(20)
    const at = (count: number) => {
      const data = [Array.from({ length: count }, (_, index) => `${index} ${line}`).join('\n')]
      return stream({ ...states.RunningWithPartialOutput, data, state: running(3, { data, updates: [null] }) })
    }
    const { show } = draw(at(400), <GradioProcess.Output />)
    const box = screen.getByRole('group', { name: 'Summary' })
    expect(box.textContent?.endsWith(`399 ${line}`)).toBe(true)
    show(at(500))
    expect(box.textContent?.endsWith(`499 ${line}`)).toBe(true)
    Object.defineProperties(box, { scrollHeight: { value: 2000 }, clientHeight: { value: 400 } })
    box.scrollTop = 100
    fireEvent.scroll(box)
    const begins = box.textContent?.slice(0, 40)
    show(at(600))
    expect(box.textContent?.slice(0, 40)).toBe(begins)
    expect(box.scrollTop).toBe(100)
  })

  it('label of 10,000 classes shows ten, then some more', async () => {
    const confidences = Array.from({ length: 10_000 }, (_, index) => ({ label: `c${index}`, confidence: 0.5 }))
    drawOutputs(['label', 'Out', { label: 'c0', confidences }])
    expect(screen.getAllByRole('listitem')).toHaveLength(10)
    await userEvent.click(screen.getByRole('button', { name: 'Show 100 more' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(110)
  })
})

describe('what people read', () => {
  it.each<[string, One, string]>([
    ['a choice by its label', ['radio', 'Out', 'f', { choices: [['Friendly', 'f']] }], 'Friendly'],
    ['a value that is no choice as it is', ['dropdown', 'Out', 'x', { choices: [['Friendly', 'f']] }], 'x'],
    ['nothing chosen', ['checkboxgroup', 'Out', []], 'Nothing'],
    ['a moment by the locale', ['datetime', 'Out', '2026-03-01 09:05:00'], 'Mar 1, 2026, 9:05:00 AM'],
    ['a day by the locale', ['datetime', 'Out', '2026-03-01'], 'Mar 1, 2026'],
    ['a moment nobody can read', ['datetime', 'Out', 'now'], 'now'],
    ['a colour', ['colorpicker', 'Out', 'red;background:url(//evil)'], 'red;background:url(//evil)'],
    ['no label', ['label', 'Out', { label: null, confidences: null }], 'Nothing'],
    ['no picture', ['image', 'Out', null], 'Nothing'],
    ['a number nobody counts to', ['number', 'Out', Infinity], '∞'],
    ['a seed to its last digit', ['number', 'Out', 18446744073709551615n], '18446744073709551615'],
    ['a class that is a seed', ['label', 'Out', { label: 9007199254740993n, confidences: null }], '9007199254740993'],
    ['a seed in JSON', ['json', 'Out', [9007199254740993n]], 'list of 10: 9007199254740993'],
    ['a seed in a kind of the future', ['odometer', 'Out', 9007199254740993n], '9007199254740993'],
    ['a kind of the future by its value', ['odometer', 'Out', 1234.5], '1234.5'],
  ])('is %s', (_name, output, text) => {
    drawOutputs(output)
    expect(screen.getByRole('region', { name: /: Out$/ }).lastElementChild?.textContent).toBe(text)
  })

  it('names the component of a value nothing is known of', () => {
    drawOutputs(['hologram', 'Out', { points: [1] }])
    expect(screen.getByRole('region', { name: /: Out$/ }).querySelector('.rgs-output-component')?.textContent).toBe('hologram')
  })

  it('hides a label the app does not show from the eye alone, and a hidden component from everybody', () => {
    drawOutputs(['textbox', 'Quiet', 'a', { show_label: false }], ['textbox', 'Gone', 'b', { visible: 'hidden' }])
    expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Quiet'])
    expect(screen.getByRole('heading').parentElement?.hasAttribute('data-unlabelled')).toBe(true)
  })
})

it('shows the value itself where an output breaks, and tries again with the next', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const Fragile = ({ value }: { value: unknown }) => {
    if (value === 'bad') throw new Error('broken')
    return <p>drawn {String(value)}</p>
  }
  const options = { outputKinds: { fragile: { Component: Fragile } } }
  const { show } = draw(outputs(['fragile', 'Out', 'bad'], ['textbox', 'Other', 'fine']), <GradioProcess.Output />, options)
  expect(screen.getByRole('group', { name: 'Out' }).textContent).toBe('bad')
  screen.getByText('fine')
  show(outputs(['fragile', 'Out', 'good']))
  screen.getByText('drawn good')
  vi.restoreAllMocks()
})

describe('a field that is an output too', () => {
  const dropdown = {
    name: 'pick',
    label: 'Pick',
    component: 'dropdown',
    schema: {},
    pythonType: '',
    hasDefault: true,
    defaultValue: 'a',
    exampleValue: null,
    props: { choices: [['a', 'a']] },
    componentId: 7,
  }
  const endpoint = {
    ...summarise,
    parameters: [dropdown],
    returns: [{ label: 'Pick', component: 'dropdown', schema: {}, props: {}, componentId: 7 }],
  }
  const ended = (value: unknown) => {
    const { state } = states.Succeeded
    if (state.status !== 'succeeded') throw new Error('The fixture has changed.')
    const update = { label: 'Renamed', choices: [['One', '1'], ['Two', '2']] } // prettier-ignore
    return stream({ endpoint, data: [value], state: { ...state, data: [value], updates: [update] } })
  }
  const field = (name: string) => screen.getByRole<HTMLSelectElement>('combobox', { name })

  it('takes label, choices and value', () => {
    const { show } = draw(stream({ endpoint }), <GradioProcess.Form />)
    show(stream({ endpoint, state: running(1) }))
    show(ended('2'))
    expect(field('Renamed').selectedOptions[0]?.textContent).toBe('Two')
    show(stream({ endpoint, state: running(1) }))
    expect(field('Renamed').selectedOptions[0]?.textContent).toBe('Two')
  })

  it('keeps what was typed since the run began', async () => {
    const { show } = draw(
      stream({ endpoint: { ...endpoint, parameters: [{ ...dropdown, component: 'textbox' }] } }),
      <GradioProcess.Form />,
    )
    const typing = { endpoint: { ...endpoint, parameters: [{ ...dropdown, component: 'textbox' }] } }
    show(stream({ ...typing, state: running(1) }))
    await userEvent.type(screen.getByRole('textbox'), ' and more')
    show(stream({ ...ended('from the app'), ...typing }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('a and more')
  })
})

it('keeps room for the outputs of a run that has no value yet', () => {
  const { endpoint } = outputs(['image', 'Out', null], ['hologram', 'Unknown', null])
  draw(stream({ endpoint, state: running(1) }), <GradioProcess.Output />)
  act(() => {})
  expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual(['Out'])
})
