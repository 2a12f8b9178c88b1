import { expect, test } from 'vitest'
import { readGpuFailure } from '../../../src/client/run/read-gpu-failure.ts'

const QUOTA = 'ZeroGPU quota exceeded'
const LINK =
  'You have exceeded your free GPU quota (60s requested vs. 12s left). <a style="x" href="https://huggingface.co/join">Sign-up</a> for more. Try again in 3:11:30'

test.each([
  [
    LINK,
    QUOTA,
    'gpu-quota-exceeded',
    { kind: 'time', requestedMs: 60_000, leftMs: 12_000, retryAfterMs: 11_490_000, signInUrl: 'https://huggingface.co/join' },
  ],
  [
    'You have exceeded your Pro GPU quota (90s requested vs. 0s left). Try again in 1 day, 2:00:00',
    QUOTA,
    'gpu-quota-exceeded',
    { kind: 'time', leftMs: 0, retryAfterMs: 93_600_000 },
  ],
  ['You have exceeded your GPU quota (60s left vs. 120s requested).', null, 'gpu-quota-exceeded', { kind: 'time' }],
  [
    'You have reached your ZeroGPU runs limit. Try again in 0:40:00',
    QUOTA,
    'gpu-quota-exceeded',
    { kind: 'runs', retryAfterMs: 2_400_000 },
  ],
  ['Space app has reached its GPU limit.', QUOTA, 'gpu-quota-exceeded', { kind: 'app' }],
  ['No GPU was available after 60s. Retry later', QUOTA, 'gpu-unavailable', { kind: 'busy' }],
  [
    'The requested GPU duration (300s) is larger than the maximum allowed',
    'ZeroGPU illegal duration',
    'gpu-duration-refused',
    { kind: 'duration' },
  ],
  ['You have too many ZeroGPU credits allocated', 'ZeroGPU pending credits exceeded', 'gpu-quota-exceeded', { kind: 'credits' }],
  ['No GPU was available after 60s', 'ZeroGPU queue timeout', 'gpu-unavailable', { kind: 'busy' }],
  ['Expired ZeroGPU proxy token', 'ZeroGPU client error', 'gpu-unavailable', { kind: 'token-expired' }],
  ['Internal Gradio error', 'ZeroGPU client error', 'gpu-unavailable', { kind: 'internal' }],
])('reads %j', (words, title, code, details) => {
  const error = readGpuFailure(words, title, '/draw')
  expect(error).toMatchObject({ code, details, isRetryable: code !== 'gpu-duration-refused' })
  expect(error?.message).not.toMatch(/<|href/)
})

test.each([
  ['You have exceeded your patience quota', null],
  ['Something else', 'ZeroGPU news'],
  ['Something else', 'Error'],
  [null, QUOTA],
])('leaves another failure alone: %j, %j', (words, title) => {
  expect(readGpuFailure(words, title, '/draw')).toBeNull()
})

test('makes no link of an address that is not of the Hub', () => {
  const words = 'You have exceeded your GPU quota. <a href="https://evil.test/huggingface.co/login">Sign in</a> javascript:alert(1)'
  expect(readGpuFailure(words, QUOTA, '/draw')).not.toHaveProperty('details.signInUrl')
})

test('stays quick on a text made to be slow', () => {
  const words = `You have exceeded your GPU quota ${'<a '.repeat(100_000)}${'1'.repeat(100_000)}`
  expect(readGpuFailure(words, QUOTA, '/draw')?.code).toBe('gpu-quota-exceeded')
})
