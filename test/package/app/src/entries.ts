// Never run: the type checker resolves every entry of the package from here.
export * as hooks from 'together-react'
export * as components from 'together-react/components'
export * as core from 'together-react/core'
export * as relay from 'together-react/relay'
export * as store from 'together-react/store'
export * as widget from 'together-react/widget'
