/** Every claim of the documentation about parts, slots, registries and looks. */
import { render, screen } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import type { OutputKind } from '../../../src/react/outputs/output-kind.ts'
import { useGradioProcess } from '../../../src/react/kit/process-context.ts'
import { stillClock } from '../../../stories/fixtures.ts'
import { states, type StateName } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const names = Object.keys(states) as StateName[]

describe('unstyled', () => {
  it('marks every part, also one by itself', () => {
    const { container } = draw(states.RunningNested, undefined, { unstyled: true })
    const parts = [...container.querySelectorAll('[data-status]')]
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.filter((part) => !part.hasAttribute('data-unstyled'))).toEqual([])
  })

  it('holds on the server and for a class of the caller', () => {
    const html = renderToString(
      <GradioProcess.View stream={states.RunningNested} clock={stillClock} unstyled className="mine">
        <GradioProcess.Status className="also-mine" />
      </GradioProcess.View>,
    )
    expect(html).toMatch(/<section[^>]* data-unstyled="true"[^>]* class="rgs-root mine"/)
    expect(html).toContain('also-mine"')
  })

  it.each([
    ['Succeeded', 'Run'],
    ['RunningNested', 'Cancel'],
  ] as const)('has one text on the button in %s: %s', (name, label) => {
    draw(states[name], undefined, { unstyled: true })
    expect(screen.getByRole('button', { name: label }).textContent).toBe(label)
  })

  it('still hides from sight what is for ears only', () => {
    const { container } = draw(states.Succeeded, undefined, { unstyled: true })
    const announcer = container.querySelector<HTMLElement>('[aria-live="polite"]')
    expect(announcer?.closest<HTMLElement>('[style]')?.style.position).toBe('absolute')
  })

  it('leaves the process beside it as it is', () => {
    const { container } = draw(states.Succeeded)
    expect(container.querySelector('[data-unstyled]')).toBeNull()
    expect(container.querySelectorAll('[class^="rgs-"]').length).toBeGreaterThan(10)
  })
})

describe('taken apart', () => {
  it.each([
    'Title',
    'Form',
    'Submit',
    'Cancel',
    'Status',
    'Queue',
    'Progress',
    'Logs',
    'Output',
    'Error',
    'Connection',
    'Announcer',
    'Toasts',
  ] as const)('draws %s alone in every state', (part) => {
    const Part = GradioProcess[part]
    for (const name of names) {
      const { unmount } = draw(states[name], <Part />)
      unmount()
    }
  })

  it('draws a component of the caller in place of each part, and gives it the process', () => {
    const Mine = () => <i>{useGradioProcess().part.status}</i>
    const slots = [
      'Title',
      'Form',
      'Submit',
      'Status',
      'Queue',
      'Progress',
      'Connection',
      'Error',
      'Output',
      'Logs',
      'Announcer',
      'Toasts',
    ] as const
    for (const slot of slots) {
      const { unmount } = render(<GradioProcess.View stream={states.Queued} clock={stillClock} components={{ [slot]: Mine }} />)
      expect(screen.getByText('queued').tagName).toBe('I')
      unmount()
    }
  })

  it('draws one output of the caller and leaves the others', () => {
    const shout: OutputKind = { Component: ({ value }) => <b>{String(value).toUpperCase()}</b> }
    draw(states.Succeeded, <GradioProcess.Output />, { outputKinds: { textbox: shout } })
    expect(screen.getByText(/^THE HARBOUR/)).toBeTruthy()
  })

  it.each(names)('draws each layout in %s', (name) => {
    for (const layout of ['card', 'inline', 'minimal', 'overlay'] as const) {
      const { container, unmount } = render(<GradioProcess.View stream={states[name]} clock={stillClock} layout={layout} />)
      expect(container.querySelector(`[data-layout="${layout}"]`)).toBeTruthy()
      unmount()
    }
  })
})
