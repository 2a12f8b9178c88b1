/** Sound that waits for an app: all of it in order, and no more than a minute. */
import { expect, test } from 'vitest'
import { SoundBuffer } from '../../../../src/react/inputs/live/microphone.ts'

const RATE = 8000

test('gives all that came as one, once', () => {
  const sound = new SoundBuffer(RATE)
  sound.add(new Float32Array([0.1, 0.2]))
  sound.add(new Float32Array([0.3]))
  expect([...(sound.takeAll() ?? [])]).toEqual([0.1, 0.2, 0.3].map(Math.fround))
  expect(sound.takeAll()).toBeNull()
})

test('keeps a minute, and tells how much had to go', () => {
  const sound = new SoundBuffer(RATE)
  for (let second = 0; second < 70; second++) sound.add(new Float32Array(RATE).fill(second))
  expect(sound.waitingMs).toBe(60_000)
  expect(sound.droppedMs).toBe(10_000)
  expect(sound.takeAll()?.[0]).toBe(10)
  expect(sound.waitingMs).toBe(0)
})
