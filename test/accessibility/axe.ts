/** Axe on the page of a test, findings as lines. */
import axe from 'axe-core'

/** What of axe is asked. */
export interface AxeQuestion {
  /** Only these rules; all when left out. */
  readonly only?: readonly string[]
  /** Rules that do not hold here, with their settings. */
  readonly config?: axe.Spec | undefined
}

/** Everything axe finds wrong, one line per element. */
export async function findWithAxe({ only, config = {} }: AxeQuestion = {}): Promise<string[]> {
  axe.reset()
  // A story has no landmarks around it.
  axe.configure({ ...config, rules: [{ id: 'region', enabled: false }, { id: 'target-size', enabled: true }, ...(config.rules ?? [])] })
  const { violations } = await axe.run(
    document.body,
    only ? { runOnly: [...only], resultTypes: ['violations'] } : { resultTypes: ['violations'] },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ') ?? ''}`),
  )
}
