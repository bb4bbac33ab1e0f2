import { besideNotes } from './besideNotes.js'
import { chatNotes } from './chatNotes.js'

/** A part of a component: its class without the dot, what it is, and the attributes which tell its states. */
export type PartNote = readonly [name: string, part: string, states?: readonly string[]]

/** What the docs page of a component says beside what its sources say. */
export interface ComponentNotes {
  readonly anatomy: readonly PartNote[]
  /** What it is built on, from `together-react/parts`: names, what they are, and the attributes which tell their states. */
  readonly parts?: readonly PartNote[]
  /** Lines of markdown. */
  readonly accessibility: readonly string[]
}

/** By the names of the components, which are the titles of their stories. */
export const notes: Readonly<Record<string, ComponentNotes>> = { ...chatNotes, ...besideNotes }
