declare module 'virtual:kit-facts' {
  const facts: Readonly<Record<string, import('./facts.js').ComponentFacts>>
  export default facts
}
