/**
 * Folders and files of an app: how they are opened, chosen and sent, by mouse, by keyboard and by ear, and what is left
 * when listing fails.
 */
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ParameterDescription } from '../../../src/client/protocol/describe/app-description.ts'
import { GradioProvider } from '../../../src/hooks/gradio-provider.ts'
import { defaultInputs } from '../../../src/react/inputs/input-registry.ts'
import { ar } from '../../../src/react/messages/ar.ts'
import { en } from '../../../src/react/messages/en.ts'
import { createFormats } from '../../../src/react/messages/formats.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { initialDraft, readField } from '../../../src/react/form/read-form.ts'
import { createScenarioServer } from '../../../src/testing/index.ts'
import { parameter, summarise } from '../../../stories/fixtures.ts'
import { stream } from '../../../stories/states.ts'

type Folders = Readonly<Record<string, readonly string[]>>

const FOLDERS: Folders = {
  '': ['letters/', 'minutes/', 'hills.png', 'readme.txt'],
  letters: ['old/', 'one.txt', 'two.txt'],
  'letters/old': ['three.txt'],
  minutes: ['may.txt'],
}
const PROPS = { server_fns: ['ls'], file_count: 'multiple' }

function explorer(rest: Partial<Omit<ParameterDescription, 'component' | 'label'>> = {}): ParameterDescription {
  return parameter('fileexplorer', 'Documents', { componentId: 1, ...rest, props: { ...PROPS, ...rest.props } })
}

/** An app whose folders can be changed while it runs. `answer` stands in for it. */
function createApp(folders: Folders) {
  const asked: { path: string; signal: AbortSignal }[] = []
  const app = { folders, asked, answer: null as ((path: string) => Response | Promise<Response> | null) | null }
  const fetchApp: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const path = JSON.parse(await request.clone().text()).data.join('/')
    asked.push({ path, signal: request.signal })
    const special = await app.answer?.(path)
    if (special) return special
    const files = { name: 'files', component: 'fileexplorer', folders: app.folders }
    const server = createScenarioServer({ scenarios: [{ name: 'read', parameters: [files], returns: [], steps: [] }] })
    return server.fetch(request)
  }
  return { ...app, app, fetch: fetchApp }
}

/** Draws the field alone in its form; gives what a press of Run sends. */
async function field(one: ParameterDescription, folders: Folders = FOLDERS, net = createApp(folders), messages = en) {
  const submit = vi.fn()
  const state = stream({ submit, endpoint: { ...summarise, parameters: [one] } })
  render(
    <StrictMode>
      <GradioProvider backendUrl={null} fetch={net.fetch}>
        <GradioProcess.View stream={state} locale="en" messages={messages} />
      </GradioProvider>
    </StrictMode>,
  )
  await vi.waitFor(() => expect(document.querySelector('.rgs-field-room, .rgs-late')).toBeNull(), { timeout: 5000 })
  return {
    ...net,
    sent: async () => {
      await userEvent.click(screen.getByRole('button', { name: messages.actions.run }))
      return submit.mock.lastCall?.[0][one.name]
    },
  }
}

const row = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name })
/** The notice of a folder that failed; the process has an alert of its own. */
const notice = () => screen.queryAllByRole('alert').find((one) => one.matches('.rgs-folder-error'))?.textContent
const fails = (words: string) => waitFor(() => expect(notice()).toContain(words))
const folder = (name: string | RegExp) => screen.findByRole('button', { name })
const press = async (name: string) => userEvent.click(await folder(name))

afterEach(cleanup)

describe('what is sent of what the app starts with', () => {
  const words = { messages: en, formats: createFormats('en') }
  const passed = (defaultValue: unknown, file_count: string) => {
    const one = { ...explorer({ props: { file_count } }), defaultValue }
    const kind = defaultInputs.fileexplorer
    if (!kind) throw new Error('no field')
    return readField(kind, one, initialDraft(kind, one), words)
  }

  it.each<[string, unknown, string, unknown]>([
    ['nothing', null, 'multiple', null],
    ['nothing, of one', null, 'single', null],
    ['none of several', [], 'multiple', []],
    ['none of one, on which Gradio 3 fails as a list', [], 'single', null],
    ['paths', [['letters', 'one.txt'], ['readme.txt']], 'multiple', [['letters', 'one.txt'], ['readme.txt']]],
    ['a path', [['readme.txt']], 'single', [['readme.txt']]],
    ['paths as texts', ['letters/one.txt', 'readme.txt'], 'multiple', [['letters', 'one.txt'], ['readme.txt']]],
    ['a text', 'letters/one.txt', 'single', [['letters', 'one.txt']]],
    ['a folder, as Gradio’s own page names it', [['letters', '.']], 'multiple', [['letters']]],
    ['a path that stands there twice', [['a'], ['a']], 'multiple', [['a']]],
    ['what is no path', [7, null, [3], [], ['', '.'], { path: 'a' }], 'multiple', []],
    ['what is no list', { a: 1 }, 'multiple', []],
  ])('%s', (_name, defaultValue, fileCount, value) => {
    expect(passed(defaultValue, fileCount)).toEqual({ ok: true, value })
  })

  it('refuses two where one is taken', () => {
    expect(passed([['a'], ['b']], 'single')).toEqual({ ok: false, message: 'At most 1 can be chosen.' })
  })
})

describe('several files', () => {
  it('are chosen in folders that are listed when they are opened, each once', async () => {
    const { sent, asked } = await field(explorer())
    await userEvent.click(await row('readme.txt'))
    expect(asked.map(({ path }) => path)).toEqual([''])
    await press('letters')
    await press('old')
    await userEvent.click(await row('three.txt'))
    expect(asked.map(({ path }) => path)).toEqual(['', 'letters', 'letters/old'])
    await press('letters 1 chosen')
    expect(screen.queryByRole('checkbox', { name: 'three.txt' })).toBeNull()
    await press('letters 1 chosen')
    expect((await row('one.txt')).checked).toBe(false)
    expect(asked).toHaveLength(3)
    expect(await sent()).toEqual([['readme.txt'], ['letters', 'old', 'three.txt']])
  })

  it('are taken out again in their list, where the focus stays', async () => {
    const { sent } = await field(explorer({ defaultValue: [['gone.txt'], ['letters', 'one.txt'], ['readme.txt']] }))
    const list = await screen.findByRole('list', { name: '3 chosen' })
    await userEvent.click(within(list).getByRole('button', { name: 'Remove letters/one.txt' }))
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove readme.txt' }))
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Remove gone.txt' }))
    expect((await row('readme.txt')).checked).toBe(false)
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement).toBe(await folder('letters'))
    expect(await sent()).toEqual([])
  })

  it('are chosen all at once, those of one folder', async () => {
    const { sent } = await field(explorer())
    await press('letters')
    const all = () => screen.getAllByRole<HTMLInputElement>('checkbox', { name: 'All 2 files' })[0]
    await userEvent.click(await row('one.txt'))
    expect(all()?.indeterminate).toBe(true)
    await userEvent.click(all() as HTMLInputElement)
    expect([all()?.checked, all()?.indeterminate]).toEqual([true, false])
    expect(await sent()).toEqual([
      ['letters', 'one.txt'],
      ['letters', 'two.txt'],
    ])
    await userEvent.click(all() as HTMLInputElement)
    expect(await sent()).toEqual([])
  })

  it('may be a folder', async () => {
    const { sent } = await field(explorer())
    await press('letters')
    await userEvent.click(await row('This folder'))
    expect(await sent()).toEqual([['letters']])
  })
})

describe('one file', () => {
  it('takes the place of the one before', async () => {
    const { sent } = await field(explorer({ props: { file_count: 'single' } }))
    await userEvent.click(await screen.findByRole('radio', { name: 'readme.txt' }))
    await press('letters')
    await userEvent.click(await screen.findByRole('radio', { name: 'two.txt' }))
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'readme.txt' }).checked).toBe(false)
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(await sent()).toEqual([['letters', 'two.txt']])
  })
})

describe('by keyboard', () => {
  const active = () => document.activeElement?.getAttribute('data-row')

  it('arrows, Home, End and letters go from row to row; left and right open and leave', async () => {
    await field(explorer())
    const letters = await folder('letters')
    letters.focus()
    await userEvent.keyboard('{ArrowRight}')
    await row('one.txt')
    expect(letters.getAttribute('aria-expanded')).toBe('true')
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(active()).toBe('old')
    await userEvent.keyboard('t')
    expect(active()).toBe('two.txt')
    await userEvent.keyboard('{ArrowLeft}')
    expect(active()).toBe('letters')
    await userEvent.keyboard('{End}')
    expect(active()).toBe('readme.txt')
    await userEvent.keyboard('{ArrowDown}{Home}{ArrowLeft}')
    expect([active(), letters.getAttribute('aria-expanded')]).toEqual(['letters', 'false'])
  })

  it('right and left change places where text runs from right to left', async () => {
    document.documentElement.style.direction = 'rtl'
    await field(explorer())
    const letters = await folder('letters')
    letters.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(letters.getAttribute('aria-expanded')).toBe('false')
    await userEvent.keyboard('{ArrowLeft}')
    expect(letters.getAttribute('aria-expanded')).toBe('true')
    document.documentElement.style.direction = ''
  })

  it('Space and Enter choose, and Enter does not send the form', async () => {
    const { sent } = await field(explorer())
    const readme = await row('readme.txt')
    readme.focus()
    await userEvent.keyboard(' ')
    expect(readme.checked).toBe(true)
    await userEvent.keyboard('{Enter}')
    expect(readme.checked).toBe(false)
    await userEvent.keyboard('{Enter}')
    expect(await sent()).toEqual([['readme.txt']])
  })

  it('arrow keys do not choose where one file is taken', async () => {
    await field(explorer({ props: { file_count: 'single' } }))
    const hills = await screen.findByRole('radio', { name: 'hills.png' })
    hills.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(active()).toBe('readme.txt')
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'readme.txt' }).checked).toBe(false)
  })
})

describe('by ear', () => {
  it('a folder says how much is in it once it is open', async () => {
    await field(explorer())
    await press('letters')
    await row('one.txt')
    await waitFor(() => expect(document.querySelector('.rgs-explorer output')?.textContent).toBe('letters: 3 entries'))
    screen.getByRole('list', { name: 'letters' })
    screen.getByRole('group', { name: 'Documents' })
  })

  it('speaks the language of the page', async () => {
    await field(explorer({ defaultValue: [['readme.txt']] }), FOLDERS, undefined, ar)
    await screen.findByRole('list', { name: 'المختار: 1' })
  })
})

describe('ten thousand files', () => {
  const many = { '': ['folder/', ...Array.from({ length: 10_000 }, (_, index) => `scan ${index}.tif`)], folder: [] }

  it('are shown some at a time, and found by a part of their name', async () => {
    const { sent } = await field(explorer(), many)
    await row('scan 0.tif')
    expect(document.querySelectorAll('[data-row]').length).toBeLessThan(110)
    await userEvent.click(screen.getByRole('button', { name: 'Show 500 of 9,901 more' }))
    expect(document.activeElement?.getAttribute('data-row')).toBe('scan 99.tif')
    await userEvent.type(screen.getByRole('searchbox', { name: /Type to find others/ }), 'SCAN 9999{Enter}')
    await userEvent.click(await row('scan 9999.tif'))
    expect(document.querySelectorAll('[data-row]')).toHaveLength(1)
    await userEvent.type(screen.getByRole('searchbox'), 'x')
    screen.getByText('Nothing matches.')
    expect(await sent()).toEqual([['scan 9999.tif']])
  })

  it('are chosen all at once, and eight of them listed', async () => {
    const { sent } = await field(explorer(), many)
    await userEvent.click(await row('All 10,000 files'))
    const list = screen.getByRole('list', { name: '10,000 chosen' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(8)
    expect(await sent()).toHaveLength(10_000)
  })
})

describe('a folder that fails', () => {
  it('fails alone, keeps what was chosen, and is asked for again', async () => {
    const { app, sent } = await field(explorer(), { ...FOLDERS, letters: FOLDERS.letters ?? [] })
    await userEvent.click(await row('readme.txt'))
    app.answer = (path) => (path === 'letters' ? new Response('Internal Server Error', { status: 500 }) : null)
    await press('letters')
    await fails('This folder cannot be loaded.')
    await press('minutes')
    await row('may.txt')
    const again = screen.getByRole('button', { name: 'Try again' })
    await userEvent.click(again)
    await fails('This folder cannot be loaded.')
    expect(document.activeElement).toBe(again)
    app.answer = null
    await userEvent.click(again)
    await row('one.txt')
    expect([notice(), document.activeElement?.getAttribute('data-row')]).toEqual([undefined, 'This folder'])
    expect((await row('readme.txt')).checked).toBe(true)
    expect(await sent()).toEqual([['readme.txt']])
  })

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['nonsense', () => Response.json([{ name: '../etc', type: 'file' }]), 'The app sent something that cannot be read.'],
    ['a page', () => new Response('<html>'), 'The app sent something that cannot be read.'],
    ['no answer', () => Promise.reject(new TypeError('Failed to fetch')), 'The relay does not answer.'],
    ['a login that has ended', () => Response.json({}, { status: 401 }), 'You are signed out.'],
  ])('says why: %s', async (_name, answer, words) => {
    const { app } = await field(explorer())
    await row('readme.txt')
    app.answer = answer
    await press('letters')
    await fails(words)
    await row('readme.txt')
  })

  it('leaves its paths to be written where it is the root, and nothing that was chosen is lost', async () => {
    const net = createApp(FOLDERS)
    net.app.answer = () => new Response('Internal Server Error', { status: 500 })
    const { sent } = await field(explorer({ defaultValue: [['readme.txt']] }), FOLDERS, net)
    await fails('This folder cannot be loaded.')
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Documents' })
    expect(text.value).toBe('readme.txt')
    await userEvent.type(text, '{Enter} letters/one.txt {Enter}')
    expect(await sent()).toEqual([['readme.txt'], ['letters', 'one.txt']])
    net.app.answer = null
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect((await row('readme.txt')).checked).toBe(true)
    expect(screen.queryByRole('textbox')).toBeNull()
    expect(await sent()).toEqual([['readme.txt'], ['letters', 'one.txt']])
  })

  it('is let go of when it is closed', async () => {
    const net = createApp(FOLDERS)
    const { asked } = await field(explorer(), FOLDERS, net)
    await row('readme.txt')
    net.app.answer = () => new Promise<Response>(() => {})
    await press('letters')
    await waitFor(() => expect(asked.at(-1)?.path).toBe('letters'))
    await press('letters')
    await waitFor(() => expect(asked.at(-1)?.signal.aborted).toBe(true))
  })
})

describe('where the app lists nothing', () => {
  it.each<[string, ParameterDescription]>([
    ['a component of which the config says nothing', parameter('fileexplorer', 'Documents', { props: PROPS })],
    ['a component without that function', explorer({ props: { server_fns: [] } })],
    ['props of another shape', explorer({ props: { server_fns: 'ls' } })],
  ])('paths are written and nobody is asked: %s', async (_name, one) => {
    const { sent, asked } = await field(one)
    await userEvent.type(screen.getByRole('textbox', { name: 'Documents' }), 'letters/one.txt{Enter}/readme.txt')
    screen.getByText('One path per line')
    expect(await sent()).toEqual([['letters', 'one.txt'], ['readme.txt']])
    expect(asked).toEqual([])
  })

  it('paths are written where the route is missing, as behind an older relay', async () => {
    const net = createApp(FOLDERS)
    net.app.answer = () => Response.json({ detail: 'Not Found' }, { status: 404 })
    const { sent } = await field(explorer({ props: { file_count: 'single' } }), FOLDERS, net)
    await userEvent.type(await screen.findByRole('textbox', { name: 'Documents' }), 'letters/one.txt')
    expect(notice()).toBeUndefined()
    expect(await sent()).toEqual([['letters', 'one.txt']])
  })
})

it('shows a tree that came whole, as of Gradio up to 4.16, without asking for more', async () => {
  const net = createApp(FOLDERS)
  const old = [
    { path: 'readme.txt', type: 'file', children: null },
    { path: 'letters', type: 'folder', children: [{ path: 'one.txt', type: 'file', children: null }] },
  ]
  net.app.answer = () => Response.json(old)
  const { sent, asked } = await field(explorer(), FOLDERS, net)
  await press('letters')
  await userEvent.click(await row('one.txt'))
  expect(screen.queryByRole('checkbox', { name: 'This folder' })).toBeNull()
  expect(asked).toHaveLength(1)
  expect(await sent()).toEqual([['letters', 'one.txt']])
})

it('what is set by the app is read, and nothing is listed', async () => {
  const { asked } = await field(explorer({ defaultValue: [['letters', 'one.txt']], props: { interactive: false } }))
  await screen.findByText('letters/one.txt')
  expect([screen.queryByRole('button', { name: /Remove/ }), asked]).toEqual([null, []])
})
