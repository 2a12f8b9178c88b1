/** A run that ends while the page is hidden: the page's title, and a notification if a person has asked for it. */
import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import { stillClock } from '../../../stories/fixtures.ts'
import { states } from '../../../stories/states.ts'
import { draw } from './draw.tsx'

const { Notice } = GradioProcess
const shown: string[] = []
let answer: NotificationPermission = 'granted'
let asked = 0
let isHidden = false

/** The browser's, which jsdom has not. */
class FakeNotification extends EventTarget {
  static permission: NotificationPermission = 'default'
  static async requestPermission(): Promise<NotificationPermission> {
    asked += 1
    FakeNotification.permission = answer
    return answer
  }
  constructor(title: string) {
    super()
    shown.push(title)
  }
  close(): void {}
}

beforeEach(() => {
  vi.stubGlobal('Notification', FakeNotification)
  vi.stubGlobal('isSecureContext', true)
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden)
  FakeNotification.permission = 'default'
  answer = 'granted'
  asked = 0
  isHidden = false
  shown.length = 0
  document.title = 'My page'
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function look(): void {
  isHidden = false
  act(() => void document.dispatchEvent(new Event('visibilitychange')))
}

it('says in the title that a run has ended while the page was hidden, until somebody looks', async () => {
  const { show } = draw(states.RunningIndeterminate, <Notice />)
  await screen.findByRole('button', { name: 'Tell me when it is done' })
  isHidden = true
  show(states.Succeeded)
  await waitFor(() => expect(document.title).toMatch(/is done$/))
  expect(shown).toEqual([])
  expect(asked).toBe(0)
  look()
  expect(document.title).toBe('My page')
})

it('notifies who has asked for it by a press', async () => {
  const { show } = draw(states.RunningIndeterminate, <Notice />)
  await userEvent.click(await screen.findByRole('button', { name: 'Tell me when it is done' }))
  expect(await screen.findByText('You will be told when it is done.')).toBeDefined()
  isHidden = true
  show(states.Failed)
  await waitFor(() => expect(shown).toEqual([expect.stringMatching(/failed$/)]))
  expect(asked).toBe(1)
})

it('says nothing of a run that ends before somebody’s eyes, nor of one that had ended before', async () => {
  const { show } = draw(states.RunningIndeterminate, <Notice />)
  await screen.findByRole('button')
  show(states.Succeeded)
  isHidden = true
  show({ ...states.Succeeded })
  expect(document.title).toBe('My page')
})

it('says so where notifications are refused', async () => {
  answer = 'denied'
  draw(states.RunningIndeterminate, <Notice />)
  await userEvent.click(await screen.findByRole('button', { name: 'Tell me when it is done' }))
  expect(await screen.findByText('Notifications for this page are blocked in the browser.')).toBeDefined()
})

it('is part of the usual arrangement only where the process asks for it', async () => {
  const { rerender } = render(<GradioProcess.View stream={states.RunningIndeterminate} clock={stillClock} />)
  expect(await screen.findByRole('button', { name: 'Cancel' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Tell me when it is done' })).toBeNull()
  rerender(<GradioProcess.View stream={states.RunningIndeterminate} clock={stillClock} notify />)
  expect(await screen.findByRole('button', { name: 'Tell me when it is done' })).toBeDefined()
})
