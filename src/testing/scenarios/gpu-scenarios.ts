/** Runs on ZeroGPU: waiting for a GPU, and each way not to get one (docs/gradio-spaces.md#5-zerogpu). */
import { completed, failed, log, starting } from '../scenario-steps.ts'
import type { Scenario, ScenarioStep } from '../scenario.ts'
import { promptParameter, textReturn } from './parameters.ts'

const waiting: readonly ScenarioStep[] = [
  ...starting(),
  log(200, 'info', 'Waiting for a GPU to become available', { title: 'ZeroGPU queue' }),
]

function onGpu(name: string, description: string, steps: readonly ScenarioStep[]): Scenario {
  return { name, description, parameters: [promptParameter()], returns: [textReturn()], steps }
}

/** Waits for a GPU, gets one, and succeeds. */
export const gpuQueue = onGpu('gpu_queue', 'Waits for a GPU.', [
  ...waiting,
  log(4000, 'info', 'Successfully acquired a GPU', { title: 'ZeroGPU queue' }),
  completed(2000, ['Drawn on a GPU'], 6),
])

/** The free time is used up. The text has a link, like the real one. */
export const gpuQuotaUsedUp = onGpu('gpu_quota_used_up', 'Fails because the free GPU time is used up.', [
  ...waiting,
  failed(
    600,
    'You have exceeded your free GPU quota (60s requested vs. 0s left). <a style="white-space: nowrap" href="https://huggingface.co/join">Create a free account</a> to get more daily usage quota. Try again in 3:12:00',
    { title: 'ZeroGPU quota exceeded' },
  ),
])

/** Some time is left, but less than the function asks for. */
export const gpuQuotaTooSmall = onGpu('gpu_quota_too_small', 'Fails because less GPU time is left than it needs.', [
  ...waiting,
  failed(600, 'You have exceeded your Pro GPU quota (120s requested vs. 45s left). Try again in 0:34:10', {
    title: 'ZeroGPU quota exceeded',
  }),
])

/** Never works for this account. */
export const gpuDurationRefused = onGpu('gpu_duration_refused', 'Fails because it asks for more GPU time than is ever given.', [
  ...starting(),
  failed(300, 'The requested GPU duration (600s) is larger than the maximum allowed', { title: 'ZeroGPU illegal duration' }),
])

/** No GPU became free in time. */
export const gpuBusy = onGpu('gpu_busy', 'Fails because no GPU became free in time.', [
  ...waiting,
  failed(60_000, 'No GPU was available after 60s. Retry later', { title: 'ZeroGPU queue timeout' }),
])
