/** Reads the metrics of a relay as Prometheus does. */

/** Sums by name and by name with one label's value, such as `runs` and `runs running`; `null`: it does not answer. */
export type Figures = Readonly<Record<string, number>> | null

export async function readMetrics(relay: string, token: string): Promise<Figures> {
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${relay}/metrics`, { headers, signal: AbortSignal.timeout(2_000) }).catch(() => null)
  return answer?.ok ? figuresIn(await answer.text()) : null
}

function figuresIn(text: string): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const [, name = '', labels = '', value] of text.matchAll(/^(?:gradio_relay_)?(\w+)(?:\{(.*)\})? (\S+)$/gm)) {
    const names = [name, ...Array.from(labels.matchAll(/\w+="([^"]*)"/g), ([, said]) => `${name} ${said}`)]
    for (const one of names) figures[one] = (figures[one] ?? 0) + Number(value)
  }
  return figures
}
