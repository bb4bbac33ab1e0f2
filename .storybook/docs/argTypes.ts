import facts from 'virtual:kit-facts'
import type { ArgTypes, ArgTypesEnhancer } from 'storybook/internal/types'
import type { PropFact } from '../props/facts.js'

/** Completes the controls of a story by the props which its component really takes. */
export const withKitProps: ArgTypesEnhancer = ({ argTypes, component, initialArgs }) => {
  const rows = propRows(displayNameOf(component))
  for (const name of Object.keys(rows).filter((each) => each in initialArgs)) {
    const { type: _type, control: _control, ...rest } = rows[name] ?? {}
    rows[name] = rest // what a story gives can be edited, whatever its type
  }
  return { ...argTypes, ...rows } as ReturnType<ArgTypesEnhancer>
}

/** The props of a component as rows of Storybook's table. */
export function propRows(component: string): ArgTypes {
  return Object.fromEntries((facts[component]?.props ?? []).map((prop) => [prop.name, rowOf(prop)]))
}

/** As react-docgen says it: names of functions do not survive a build. */
export function displayNameOf(component: unknown): string {
  const { __docgenInfo: info } = (component ?? {}) as { __docgenInfo?: { displayName?: string } }
  return info?.displayName ?? ''
}

function rowOf({ name, type, description, defaultValue, isRequired }: PropFact): ArgTypes[string] {
  const summary = { type: { summary: type }, ...(defaultValue !== null && { defaultValue: { summary: defaultValue } }) }
  const row = { name, description, table: summary }
  if (/^'[^']*'( \| '[^']*')*$/.test(type)) {
    const options = type.split(' | ').map((each) => each.slice(1, -1))
    return { ...row, options, type: { name: 'enum', value: options, required: isRequired } }
  }
  if (type === 'string' || type === 'number' || type === 'boolean') {
    return { ...row, type: { name: type, required: isRequired } }
  }
  return { ...row, control: false, type: { name: 'other', value: type, required: isRequired } }
}
