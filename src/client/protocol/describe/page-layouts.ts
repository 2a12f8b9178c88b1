/** The layouts of an app's pages, read once for all of its endpoints. */
import type { GradioComponent, GradioConfig, GradioDependency } from './config.ts'
import { boxesAround, describeLayout, linesAbove } from './describe-layout.ts'
import type { LayoutNode } from './layout.ts'
import { isJsonObject } from '../json-object.ts'
import { readSubmitLabel } from './submit-label.ts'

const MOST_PAGES = 50

/** The pages of an app. */
export class PageLayouts {
  readonly #components: ReadonlyMap<number, GradioComponent>
  readonly #layouts: readonly unknown[]
  readonly #used: ReadonlySet<number>
  readonly #written: ReadonlySet<number>
  readonly #isInterface: boolean
  #lines: ReadonlyMap<number, number> | null = null
  #boxes: ReadonlyMap<number, readonly number[]> | null = null

  constructor(config: GradioConfig, components: ReadonlyMap<number, GradioComponent>) {
    this.#components = components
    this.#layouts = layoutsOf(config)
    this.#used = new Set(config.dependencies.flatMap((dependency) => [...componentsOf(dependency)]))
    this.#written = new Set(config.dependencies.flatMap(({ outputs }) => outputs))
    this.#isInterface = config.mode === 'interface'
  }

  /** Id of the Markdown right above a component. */
  lineAbove(id: number): number | undefined {
    this.#lines ??= new Map(this.#layouts.flatMap((layout) => [...linesAbove(layout, this.#components)]))
    return this.#lines.get(id)
  }

  /** The containers around a component that functions change; `undefined` if there are none. */
  boxesAround(id: number): readonly number[] | undefined {
    this.#boxes ??= new Map(this.#layouts.flatMap((layout) => [...boxesAround(layout, this.#components, this.#written)]))
    return this.#boxes.get(id)
  }

  /** The arrangement of an endpoint's fields; empty if no page has them. */
  layoutOf(dependency: GradioDependency, fields: ReadonlyMap<number, string>, labels: ReadonlySet<number>): readonly LayoutNode[] {
    if (fields.size === 0) return []
    const own = componentsOf(dependency)
    for (const layout of this.#layouts) {
      const nodes = describeLayout({ layout, components: this.#components, fields, own, used: this.#used, written: this.#written, labels })
      if (nodes.length > 0) return nodes
    }
    return []
  }

  submitLabelOf(dependency: GradioDependency): string | null {
    return readSubmitLabel(dependency, this.#components, this.#isInterface)
  }
}

/** The requested page, then the others. */
function layoutsOf({ layout, page }: GradioConfig): readonly unknown[] {
  const others = isJsonObject(page) ? Object.values(page).slice(0, MOST_PAGES) : []
  return [layout, ...others.map((other) => (isJsonObject(other) ? other.layout : null))].filter(isJsonObject)
}

/** The components that a function reads, writes and is called by. */
function componentsOf({ inputs, outputs, targets }: GradioDependency): ReadonlySet<number> {
  const called = Array.isArray(targets) ? targets.map((target: unknown) => (Array.isArray(target) ? Number(target[0]) : -1)) : []
  return new Set([...inputs, ...outputs, ...called])
}
