/** The form: what is typed stays, what is wrong is said where it is wrong, and the keyboard is enough. */
import { act, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { createManualClock } from '../../../src/testing/manual-clock.ts'
import type { GradioStream } from '../../../src/hooks/gradio-stream.ts'
import { app, NOW, parameter, summarise } from '../../../stories/fixtures.ts'
import { states, stream } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' })
const runButton = () => screen.getByRole('button', { name: 'Run' })
const options = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Options' })

describe('what is typed', () => {
  it.each<[string, GradioStream]>([
    ['a failed run', states.Failed],
    ['a refusal by the app', states.InputInvalid],
    ['an app that is asked again', states.Discovering],
    ['an app that is gone', states.Unreachable],
    ['a description fetched anew', stream({ endpoint: structuredClone(summarise) })],
    ['a reset', states.Idle],
  ])('survives %s', async (_name, between) => {
    const { show } = draw(states.Idle, undefined)
    await userEvent.type(text(), 'a long article')
    show(between)
    show(states.Idle)
    expect(text().value).toBe('a long article')
  })

  it('follows a new default only where nobody has typed', async () => {
    const endpoint = (seed: number) => ({
      ...summarise,
      parameters: [parameter('number', 'Seed', { defaultValue: seed }), parameter('number', 'Steps', { defaultValue: seed })],
    })
    const { show } = draw(stream({ endpoint: endpoint(1) }))
    await userEvent.clear(screen.getByRole('spinbutton', { name: 'Seed' }))
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Seed' }), '7')
    show(stream({ endpoint: endpoint(2) }))
    expect(screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Seed' }).value).toBe('7')
    expect(screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Steps' }).value).toBe('2')
  })
})

describe('sending', () => {
  it('sends what was typed by name and leaves the defaults to the description', async () => {
    const submit = vi.fn()
    draw(stream({ submit }))
    await userEvent.type(text(), 'a long article')
    await userEvent.click(screen.getByRole('radio', { name: 'Formal' }))
    await userEvent.click(runButton())
    expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'a long article', tone: 'formal' })
  })

  it('sends by Enter from a field of one line', async () => {
    const submit = vi.fn()
    draw(stream({ submit, endpoint: { ...summarise, parameters: [parameter('textbox', 'Name'), parameter('textbox', 'Place')] } }))
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Ann{Enter}')
    expect(submit).toHaveBeenCalledExactlyOnceWith({ name: 'Ann', place: '' })
  })

  it.each(['Control', 'Meta'])('sends by %s and Enter from a field of several lines, where Enter alone is a new line', async (key) => {
    const submit = vi.fn()
    draw(stream({ submit }))
    await userEvent.type(text(), 'one{Enter}two')
    expect(submit).not.toHaveBeenCalled()
    await userEvent.keyboard(`{${key}>}{Enter}{/${key}}`)
    expect(submit).toHaveBeenCalledExactlyOnceWith({ text: 'one\ntwo' })
  })

  it('sends nothing by Enter while a run goes on', async () => {
    const submit = vi.fn()
    draw({ ...states.RunningIndeterminate, submit, endpoint: { ...summarise, parameters: [parameter('textbox', 'Name')] } })
    await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Ann{Enter}')
    expect(submit).not.toHaveBeenCalled()
  })

  it('rests until the endpoint is known', () => {
    draw(states.Discovering)
    expect(runButton().getAttribute('aria-disabled')).toBe('true')
    expect(screen.getByRole('form', { name: /Inputs$/ }).getAttribute('aria-busy')).toBe('true')
  })
})

describe('what is wrong', () => {
  it('is said under a JSON field that does not parse, and the text is kept', async () => {
    const submit = vi.fn()
    draw(stream({ submit }))
    await userEvent.clear(options())
    await userEvent.type(options(), '{{"temperature": ')
    await userEvent.tab()
    expect(options().getAttribute('aria-invalid')).toBe('true')
    expect(options()).toHaveProperty('value', '{"temperature": ')
    expect(document.getElementById(options().getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent).toMatch(
      /^This is not JSON yet/,
    )
  })

  it('keeps the run back and takes the focus to the first bad field', async () => {
    const submit = vi.fn()
    draw(
      stream({
        submit,
        endpoint: {
          ...summarise,
          parameters: [parameter('textbox', 'Name'), parameter('number', 'Width', { props: { precision: 0 } }), parameter('json', 'Box')],
        },
      }),
    )
    await userEvent.type(screen.getByRole('spinbutton', { name: 'Width' }), '1.5')
    await userEvent.click(runButton())
    expect(submit).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(screen.getByRole('spinbutton', { name: 'Width' }))
  })

  it('opens the fold it hides in', async () => {
    draw(states.Idle)
    const fold = options().closest('details')
    expect(fold?.open).toBe(false)
    await userEvent.clear(options())
    await userEvent.type(options(), '[[')
    await userEvent.click(runButton())
    expect(fold?.open).toBe(true)
    expect(document.activeElement).toBe(options())
  })

  it('lands on the field the app names, until that is changed', async () => {
    draw(states.InputInvalid)
    const described = () => text().getAttribute('aria-describedby')?.includes('issue')
    expect(screen.getAllByText('The text is in no language this model knows.')).toHaveLength(2)
    expect(described()).toBe(true)
    await userEvent.type(text(), 'x')
    expect(described()).toBe(false)
    expect(screen.queryByText('The text is in no language this model knows.')).toBeNull()
    expect(screen.getByText('Choose at most 300 for this text.')).toBeTruthy()
  })

  it('is listed by the error where no field has that name', () => {
    const { InputInvalid } = states
    draw({ ...InputInvalid, endpoint: { ...summarise, parameters: [] } })
    expect(screen.getByText('text').closest('li')?.textContent).toBe('text The text is in no language this model knows.')
  })
})

describe('run and cancel', () => {
  it('are one button that keeps the focus', async () => {
    const clock = createManualClock({ startAt: NOW })
    const cancel = vi.fn(() => Promise.resolve('confirmed' as const))
    const { show } = draw(states.Idle, undefined, { clock })
    const button = runButton()
    await userEvent.click(button)
    show({ ...states.RunningIndeterminate, cancel })
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }))
    expect(document.activeElement).toBe(button)
    await act(() => clock.advance(1000))
    await userEvent.keyboard('{Enter}')
    expect(cancel).toHaveBeenCalledOnce()
    show(states.Cancelling)
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stopping' }))
  })

  it('take a double click as one press of Run', async () => {
    const clock = createManualClock({ startAt: NOW })
    const cancel = vi.fn(() => Promise.resolve('confirmed' as const))
    const { show } = draw(states.Idle, undefined, { clock })
    await userEvent.click(runButton())
    show({ ...states.Submitting, cancel })
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(cancel).not.toHaveBeenCalled()
  })
})

it('folds the fields with a default beyond the first five', () => {
  draw(states.Idle)
  expect(screen.getByText('More (3)')).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: 'Keep quotations' }).closest('details')).toBeNull()
})

it('draws a field that a user put in the place of one', () => {
  const Shout = ({ id, draft, onChange }: { id: string; draft: unknown; onChange: (draft: unknown) => void }) => (
    <input id={id} value={String(draft)} onChange={(event) => onChange(event.currentTarget.value.toUpperCase())} />
  )
  draw(stream({ endpoint: { ...summarise, parameters: [parameter('shout', 'Word', { defaultValue: 'hey' })] } }), undefined, {
    inputKinds: { shout: { Component: Shout } },
  })
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Word' }).value).toBe('hey')
})

it('names the whole after the app', () => {
  draw(stream({ discovery: { ...states.Idle.discovery, data: { ...app, title: 'Gradio' } } }))
  expect(screen.getByRole('region', { name: 'Summarise' })).toBeTruthy()
})
