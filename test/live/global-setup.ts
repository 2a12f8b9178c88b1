/** Starts the real Gradio apps once for all live tests. Without Python they are skipped, and the reason is printed. */
import { spawnSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { GRADIO_VERSIONS, type GradioApp, type GradioVersion, isGradioVersion, startGradioApp } from '../../scripts/gradio-app.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of each started app by version; empty where Python is missing. */
    gradio: Partial<Record<GradioVersion, string>>
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const wanted = (process.env.GRADIO_TEST_VERSIONS ?? '3,4,5,6').split(',').filter(isGradioVersion)
  const apps = new Map<GradioVersion, GradioApp>()
  const python = process.env.PYTHON ?? 'python3'
  if (spawnSync(python, ['--version']).status !== 0) {
    if (process.env.CI) throw new Error(`Live tests need Python, and ${python} does not start.`)
    console.log(`SKIPPED live tests: ${python} does not start. Install Python 3.11, or name one in PYTHON.`)
  } else {
    for (const version of GRADIO_VERSIONS) {
      if (wanted.includes(version)) apps.set(version, await startGradioApp(version, { log: console.log }))
    }
  }
  project.provide('gradio', Object.fromEntries([...apps].map(([version, app]) => [version, app.url])))
  return async () => {
    await Promise.all([...apps.values()].map((app) => app.stop()))
  }
}
