/**
 * Which of the official client's values are real values: it also returns updates of page parts (tabs, columns), which
 * are not part of an API.
 */

/** The values of a function that its API names. */
export type Meant = (fnIndex: number, values: readonly unknown[]) => readonly unknown[]

interface Config {
  readonly components: readonly { readonly id: number; readonly type: string; readonly skip_api?: boolean }[]
  readonly dependencies: readonly { readonly id?: number; readonly outputs: readonly number[] }[]
}

/** Reads it from the app's config. */
export async function readMeant(url: string): Promise<Meant> {
  // An app of Gradio's has this shape; anything else shows as an error of the app.
  const { components, dependencies } = (await (await fetch(`${url}/config`)).json()) as Config
  const byId = new Map(components.map((component) => [component.id, component]))
  return (fnIndex, values) => {
    const outputs = dependencies.find(({ id }, index) => (id ?? index) === fnIndex)?.outputs ?? []
    const kept = outputs.filter((id) => byId.get(id)?.type !== 'state')
    return kept.length === values.length ? values.filter((_, index) => byId.get(kept[index] ?? -1)?.skip_api !== true) : values
  }
}
