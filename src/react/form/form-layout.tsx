/** The fields in their author's arrangement: rows, groups, tabs and accordions, with the texts between them. */
import type { ReactElement, ReactNode } from 'react'
import { fieldsWithin } from '@gradio-stream/client/internal/protocol/describe/layout'
import type { LayoutGroup, LayoutNode } from '@gradio-stream/client/internal/protocol/describe/layout'
import { FormFold } from './form-fold.tsx'
import { FormTabs } from './form-tabs.tsx'
import { FormText } from './form-text.tsx'

/** Props of {@link FormLayout}. */
export interface FormLayoutProps {
  nodes: readonly LayoutNode[]
  /** Draws the field of a parameter; `null` for a hidden one. */
  draw: (parameter: string) => ReactElement | null
  /** Whether a field is visible. */
  isSeen: (parameter: string) => boolean
  issues: ReadonlyMap<string, string>
  /** Prefix of all ids. */
  id: string
  /** The fields stand side by side if there is space, as in a list without groups. @defaultValue false */
  isLoose?: boolean
}

/** All nodes of one group. Adjacent fields share an element. */
export function FormLayout({ nodes, isLoose = false, ...shared }: FormLayoutProps): ReactNode {
  const parts: ReactNode[] = []
  let fields: ReactElement[] = []
  const close = () => {
    if (fields.length > 0) {
      parts.push(
        <div key={`fields ${parts.length}`} className="rgs-fields" data-stacked={!isLoose || undefined}>
          {fields}
        </div>,
      )
    }
    fields = []
  }
  for (const [index, node] of nodes.entries()) {
    if (node.kind === 'field') {
      const field = shared.draw(node.parameter)
      if (field) fields.push(field)
      continue
    }
    close()
    if (node.kind === 'text') parts.push(<FormText key={index} node={node} />)
    else if (isAnySeen(node, shared.isSeen)) parts.push(<Group key={index} group={node} {...shared} id={`${shared.id}-${index}`} />)
  }
  close()
  return parts
}

function Group({ group, ...shared }: Omit<FormLayoutProps, 'nodes' | 'isLoose'> & { group: LayoutGroup }): ReactElement {
  const { kind, label, children } = group
  const isWrong = (node: LayoutNode) => fieldsWithin([node]).some((name) => shared.issues.has(name))
  switch (kind) {
    case 'row':
      return (
        <div className="rgs-form-row">
          {children.map((child, index) => (
            <RowPart key={index} node={child} {...shared} id={`${shared.id}-${index}`} />
          ))}
        </div>
      )
    case 'accordion':
      return (
        <FormFold
          label={<bdi>{label}</bdi>}
          startsOpen={group.isOpen}
          told={group.told}
          isWrong={isWrong(group)}
          className="rgs-form-accordion"
        >
          <FormLayout nodes={children} {...shared} />
        </FormFold>
      )
    case 'tabs': {
      const tabs = children.filter((child): child is LayoutGroup => child.kind === 'tab' && isAnySeen(child, shared.isSeen))
      return (
        <FormTabs
          id={shared.id}
          told={group.told}
          tabs={tabs.map((tab) => ({ key: tab.componentId, label: tab.label, isFirst: tab.isOpen, isWrong: isWrong(tab) }))}
          panels={tabs.map((tab, index) => (
            <FormLayout key={tab.componentId} nodes={tab.children} {...shared} id={`${shared.id}-${index}`} />
          ))}
        />
      )
    }
    case 'group':
    case 'tab':
      return (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a frame without a name, which a fieldset would have to have
        <div className="rgs-form-group" role={label === '' ? undefined : 'group'} aria-label={label || undefined}>
          <FormLayout nodes={children} {...shared} />
        </div>
      )
    case 'column':
      return (
        <div className="rgs-form-column">
          <FormLayout nodes={children} {...shared} />
        </div>
      )
    default:
      return kind satisfies never
  }
}

/** A field stands in its row directly; anything else has a column of its own there. */
function RowPart({ node, ...shared }: Omit<FormLayoutProps, 'nodes' | 'isLoose'> & { node: LayoutNode }): ReactNode {
  if (node.kind === 'field') return shared.draw(node.parameter)
  if (node.kind === 'text') return <FormText node={node} />
  if (!isAnySeen(node, shared.isSeen)) return null
  if (node.kind === 'column') return <Group group={node} {...shared} />
  return (
    <div className="rgs-form-column">
      <Group group={node} {...shared} />
    </div>
  )
}

function isAnySeen(node: LayoutNode, isSeen: FormLayoutProps['isSeen']): boolean {
  return fieldsWithin([node]).some(isSeen)
}
