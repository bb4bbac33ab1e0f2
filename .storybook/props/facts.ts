/** A prop of a component, as its type says. */
export interface PropFact {
  readonly name: string
  readonly type: string
  /** Its docstring; '' without one. */
  readonly description: string
  /** What `@default` says. */
  readonly defaultValue: string | null
  readonly isRequired: boolean
}

/** What the sources say about a component. */
export interface ComponentFacts {
  readonly description: string
  /** The code of `@example`. */
  readonly example: string | null
  readonly props: readonly PropFact[]
}
